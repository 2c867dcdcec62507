"""A graph on disk that grows: articles are added, replaced and withdrawn, and an interruption loses nothing.

A store is a folder: ``graph/`` holds the quads (one named graph for each article, one for what links them, one for the
description of the whole), ``articles.sqlite`` what linking has to know of each article, ``store.json`` what made it.
"""
