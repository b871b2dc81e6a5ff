/** A mark on what the health line is about. */

/** At the corner of a unit. @param {CanvasRenderingContext2D} context @param {import("./theme.js").Theme} theme @param {number} x @param {number} y */
export function drawMark(context, theme, x, y) {
  context.beginPath();
  context.arc(x, y, 7, 0, 7);
  context.fillStyle = theme.ink;
  context.fill();
  context.strokeStyle = context.fillStyle = theme.surface;
  context.lineWidth = 1.5;
  context.stroke();
  context.font = `bold 11px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("!", x, y + 0.5);
}
