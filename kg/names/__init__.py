"""The gazetteer: name lists read into a value that knows what a name stands for."""
