"""Names of the vocabularies, and how the IRIs of instances are made from content.

A key is the path of an instance below the base IRI (``state/IRN``, ``article/a-strike-0a1b2c3d``), in characters
that need no escaping. A key that holds text goes through :func:`slug`, so that no text can ever break out of an IRI;
what tells two things of the same slug apart is a :func:`digest` of what identifies them.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from kg.errors import KgError

KG = "https://w3id.org/kg-news/ontology#"
LEXICON = "https://w3id.org/kg-news/lexicon#"
DEFAULT_BASE = "https://w3id.org/kg-news/id/"

DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PLOVER = "https://w3id.org/kg-news/plover#"
VOID = "http://rdfs.org/ns/void#"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: Where things of other data sets are found: the beginning and the end of their IRIs by the prefix that we write.
ELSEWHERE = {"geonames": ("https://sws.geonames.org/", "/"), "wikidata": ("http://www.wikidata.org/entity/", "")}

#: The prefixes of every graph that is written, in the order of their names.
PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "kg": KG,
    "lexicon": LEXICON,
    "org": ORG,
    "plover": PLOVER,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "void": VOID,
    "wgs84": WGS84,
    "xsd": XSD,
}

#: Keys of the nodes and graphs that stand for the whole: its description, what made it, its days, its classes.
DATASET_KEY = "dataset"
BUILD_KEY = "dataset/build"
SOFTWARE_KEY = "dataset/software"
PERIOD_KEY = "dataset/period"
PARTITION_KEY = "dataset/class"
LINKS_GRAPH_KEY = "graph/links"
DATASET_GRAPH_KEY = "graph/dataset"

#: Key of the graph of what follows from the others and the ontology; only an export has it.
INFERRED_GRAPH_KEY = "graph/inferred"

_CHARACTER = r"""(?:[^\s<>"'{}|\\^`\[\]?#%/\x00-\x20\x7f-\x9f]|%[0-9A-Fa-f]{2})"""
_CURIE = re.compile(rf"({'|'.join(ELSEWHERE)}):([A-Za-z0-9]+)")
_BASE = re.compile(rf"https?://{_CHARACTER}+(?:/{_CHARACTER}*)*[/#]")
_ADDRESS = re.compile(rf"https?://{_CHARACTER}+(?:[/?#]{_CHARACTER}*)*")
_DOTS = re.compile(r"/\.\.?[/#]")
_KEY = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class IriError(KgError, ValueError):
    """A base IRI, a key or an address that cannot make valid IRIs."""


def check_base(base: str) -> str:
    """Return ``base`` when instances can be named below it; raise :class:`IriError` when not.

    >>> check_base("https://example.org/news/")
    'https://example.org/news/'
    """
    if not is_base(base):
        raise IriError(
            f"The base IRI {base!r} cannot be used: it has to be an absolute http or https IRI that ends in '/' or "
            f"'#', without spaces, quotes, brackets, dot segments or a query. Give one such as {DEFAULT_BASE} or https://example.org/news/."
        )
    return base


def is_base(base: str) -> bool:
    """Say whether names can follow ``base``, and resolve against it to themselves."""
    return bool(_BASE.fullmatch(base)) and not _DOTS.search(base)


def check_licence(address: str) -> str:
    """Return the IRI of a licence; raise :class:`IriError` when it is none.

    >>> check_licence("https://creativecommons.org/licenses/by/4.0/")
    'https://creativecommons.org/licenses/by/4.0/'
    """
    if not _ADDRESS.fullmatch(address):
        raise IriError(
            f"The licence {address!r} is no absolute http or https IRI. Give one such as "
            "https://creativecommons.org/licenses/by/4.0/ or https://spdx.org/licenses/CC0-1.0, or leave it out."
        )
    return address


def iri(base: str, key: str) -> str:
    """Return the IRI of the instance that has this key.

    >>> iri(DEFAULT_BASE, "state/IRN")
    'https://w3id.org/kg-news/id/state/IRN'
    """
    if not _KEY.fullmatch(key):
        raise IriError(
            f"The key {key!r} cannot be part of an IRI: a key is a path such as 'state/IRN', of the characters "
            "A-Z a-z 0-9 . _ ~ - in every part. Make the parts that hold text with slug()."
        )
    return base + key


def elsewhere(curie: str) -> str:
    """Return the IRI of a thing of another data set.

    >>> elsewhere("geonames:1174872"), elsewhere("wikidata:Q843")
    ('https://sws.geonames.org/1174872/', 'http://www.wikidata.org/entity/Q843')
    """
    known = _CURIE.fullmatch(curie)
    if not known:
        raise IriError(
            f"What an entity is elsewhere is written as a prefix ({', '.join(ELSEWHERE)}), a colon and a number or a "
            f"code, such as geonames:1174872; {curie!r} is not."
        )
    start, end = ELSEWHERE[known[1]]
    return start + known[2] + end


def slug(text: str, *, length: int = 48) -> str:
    """Return ``text`` in lower-case ASCII letters, digits and hyphens, cut at ``length``; empty when it has none.

    >>> slug("Jaish al-Adl")
    'jaish-al-adl'
    >>> slug("São Tomé & Príncipe"), slug("../<x> 'y'"), slug("ایران")
    ('sao-tome-principe', 'x-y', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _NOT_SLUG.sub("-", plain).strip("-")[:length].rstrip("-")


def digest(*parts: str, length: int = 12) -> str:
    """Return the first ``length`` hexadecimal digits of the SHA-256 of the parts, each of them preceded by its length.

    The lengths keep ``("ab", "c")`` and ``("a", "bc")`` apart.

    >>> digest("ab", "c"), digest("a", "bc"), digest()
    ('430fb1b4ac43', '5310a5878878', 'e3b0c44298fc')
    >>> digest("ایران", length=8)
    'a41e5928'
    """
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    joined = b"".join(b"%d:%s" % (len(part), part) for part in encoded)
    return sha256(joined).hexdigest()[:length]


def named_key(kind: str, text: str, *parts: str, length: int = 8) -> str:
    """Return a key that can be read and is unique: the kind, the slug of the text, a digest of the text and the parts.

    >>> named_key("person", "Hossein Amir-Abdollahian", "IRN")
    'person/hossein-amir-abdollahian-adb59be5'
    >>> named_key("person", "حسین")
    'person/bb5ced23'
    """
    return f"{kind}/" + "-".join(part for part in (slug(text), digest(text, *parts, length=length)) if part)


def article_key(doc_id: str) -> str:
    """Return the key of the article with this document id.

    >>> article_key("000_1fb0")
    'article/000-1fb0-e316c5fb'
    """
    return named_key("article", doc_id)


def mention_iri(article: str, start: int, end: int) -> str:
    """Return the IRI of the characters ``start`` to ``end`` of an article, after RFC 5147.

    Below a base that ends in ``#`` the article's IRI has its fragment already, and the range becomes a part of it.

    >>> mention_iri("https://example.org/article/a-1", 4, 9)
    'https://example.org/article/a-1#char=4,9'
    >>> mention_iri("https://example.org/kg#article/a-1", 4, 9)
    'https://example.org/kg#article/a-1/char=4,9'
    """
    if not 0 <= start <= end:
        raise IriError(f"The range {start} to {end} is none: offsets count from 0, and the end follows the start.")
    return f"{article}{'/' if '#' in article else '#'}char={start},{end}"


def local_name(full: str) -> str:
    """Return what follows the last ``#`` of an IRI, or else its last ``/``.

    >>> local_name("https://w3id.org/kg-news/ontology#Airstrike"), local_name("https://schema.org/url")
    ('Airstrike', 'url')
    """
    return re.split(r"[#/]", full)[-1]
