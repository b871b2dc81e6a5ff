"""Views of a network that learns: ipywidgets and anywidget around `nnwidgets.core`; no mathematics here."""
