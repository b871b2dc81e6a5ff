"""The help sheet of a Playground: what one can do, and by which keys; a part of a lab adds its lines here."""

KEYS: tuple[tuple[str, str], ...] = (
    ("Drag a link or a bias", "changes it; loss and maps follow at once"),
    ("Tab", "to the next control"),
    ("← → in the network", "to another link or bias"),
    ("↑ ↓ in the network", "changes it; with Shift ten times as much"),
    ("Enter, then a number", "types its value"),
    ("F in the network", "keeps that weight out of training, and lets it go again"),
    ("Point at a neuron", "its formula, and its map as large as the output's; M does it for the neuron of the chosen weight"),
    ("Ctrl+Z, Ctrl+Shift+Z", "take back what a hand did, and do it again; what was learnt stays"),
    ("Arrow keys on map or chart", "move a cursor that reads it"),
    ("Histograms", "how the weights and the activations of each layer lie; arrow keys read the bars"),
    ("Surface", "the loss over two weights: drag its dot; or arrow keys, and Enter to put both weights there"),
    ("Who pulls", "the map's points by their share of dL/dw of the weight chosen in the network"),
    ("Timeline", "drag: the network as it was. Let go: back to that step, exactly; the run that was is kept"),
    ("Go to", "a step: back, or on by training to there; Stop ends that"),
    ("?", "this sheet"),
    ("Esc", "closes it; then gives the keys back to the notebook"),
    ("In a cell", "the same network: lab.net.W[0], lab.train(steps=100), lab.snapshot('a'), lab.restore('a'), lab.share()"),
)
