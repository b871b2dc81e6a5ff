"""What a designer would see at once, measured: something cut off, something over something else, a target too small to hit."""

# What of a lab has a place of its own: controls, pictures, and every run of text. Steppers stand on the network's canvas on purpose.
FAULTS = """() => {
  const root = document.querySelector('.nnw');
  const frame = root.getBoundingClientRect();
  const shown = e => e.checkVisibility() && e.getBoundingClientRect().width > 0;
  const name = e => e.dataset?.nnw || e.ariaLabel || e.innerText?.slice(0, 30) || e.className;
  const scrolls = e => e !== root && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const solids = [];
  for (const e of root.querySelectorAll('button, select, input, canvas:not(.nnw-over-map)')) {
    if (shown(e) && !(e.matches('canvas') && e.closest('button'))) solids.push({ e, name: name(e), box: e.getBoundingClientRect() });
  }
  for (const e of root.querySelectorAll('.nnw-handles [role=slider]')) {
    solids.push({ e, name: `handle ${e.dataset.k}`, box: e.getBoundingClientRect() });
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(e) || e.closest('button, select')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) solids.push({ e, name: walker.currentNode.data.slice(0, 40), box });
  }
  const faults = [];
  if (root.scrollWidth > root.clientWidth) faults.push(`the lab is ${root.scrollWidth} wide in a box of ${root.clientWidth}`);
  for (const e of root.querySelectorAll('*')) {
    const cuts = ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
    if (shown(e) && cuts && e.scrollWidth > e.clientWidth + 1) faults.push(`${name(e)} is cut off`);
  }
  for (const { e, name, box } of solids) {
    const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
    if (out > 0.5 && !scrolls(e)) faults.push(`${name} stands out`);
  }
  const picture = e => e.matches('.nnw-stage canvas'), handle = e => e.matches('.nnw-handles [role=slider]');
  const beside = (a, b) => (picture(a) && b.closest('.nnw-stage')) || (handle(a) && handle(b)) || a === b;
  for (const [i, a] of solids.entries()) for (const b of solids.slice(i + 1)) {
    if (beside(a.e, b.e) || beside(b.e, a.e)) continue;
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (wide > 1 && high > 2) faults.push(`${a.name} overlaps ${b.name}`);
  }
  return faults;
}"""

# WCAG 2.2 AA, 2.5.8: at least 24 × 24 CSS pixels.
SMALL_TARGETS = """() => [...document.querySelector('.nnw').querySelectorAll('button, select, input, .nnw-handles [role=slider]')]
  .filter(e => e.checkVisibility())
  .map(e => [e.dataset.nnw || e.ariaLabel || e.innerText, (e.type === 'checkbox' && e.closest('label') || e).getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < 24)
  .map(([name, { width, height }]) => `${name}: ${width} × ${height}`)"""

# How many 2 × 2 blocks hold more than one colour: none in a picture that was drawn at half the resolution.
SHARPNESS = """name => {
  const canvas = document.querySelector(`.nnw canvas[data-nnw="${name}"]`);
  const { width, height } = canvas;
  const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, width, height).data.buffer);
  let sharp = 0;
  for (let y = 0; y + 1 < height; y += 2) for (let x = 0; x + 1 < width; x += 2) {
    const at = y * width + x;
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + width]) sharp++;
  }
  return { width, height, box: [canvas.clientWidth, canvas.clientHeight], sharp };
}"""


def of(script: str, lab: int) -> str:
    """The same of another lab of the page, counted from 0."""
    return script.replace("document.querySelector('.nnw')", f"document.querySelectorAll('.nnw')[{lab}]")
