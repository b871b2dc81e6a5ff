/** A truth table: what the gate wants against what the neuron says, row by row, and the kernel's hint about this neuron. */
import { formatWeight } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";

const ROWS = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** @type {import("./neuron.js").Make} */
export function createGate(parent, store) {
  const gates = el("div", { className: "nnw-modes", role: "group", "aria-label": "Gate" });
  const head = ["x1", "x2", "z", "a", "neuron", "gate", ""];
  const heads = head.map((text) => el("th", { scope: "col", text }));
  const cells = ROWS.map((row) => head.map((_, i) => el("td", i < 2 ? { text: String(row[i]) } : i === 6 ? { "data-nnw": "verdict" } : {})));
  const table = el("table", { className: "nnw-truth", "data-nnw": "truth" }, [el("caption", { text: "Truth table" }), el("thead", {}, [el("tr", {}, heads)]), el("tbody", {}, cells.map((row) => el("tr", {}, row)))]);
  const right = el("p", { className: "nnw-strong", "data-nnw": "right" });
  const hint = el("p", { className: "nnw-hint", "data-nnw": "hint" });
  parent.append(gates, table, right, hint);
  heads[6].append(el("span", { className: "nnw-unseen", text: "right or wrong" }));

  return {
    update({ w, b, f, act, settings, dials, header }) {
      if (!gates.children.length) gates.replaceChildren(...Object.keys(settings.gates).map((name) => el("button", { type: "button", text: name.toUpperCase(), "data-nnw": `gate-${name}`, on: { click: () => store.dial({ gate: name }) } })));
      [...gates.children].forEach((one, i) => setAttr(one, "aria-pressed", Object.keys(settings.gates)[i] === dials.gate));
      const wants = settings.gates[dials.gate];
      let count = 0;
      ROWS.forEach((row, i) => {
        const z = w[0] * row[0] + w[1] * row[1] + b;
        const ok = (z > 0) === Boolean(wants[i]);
        count += Number(ok);
        [formatWeight(z), formatWeight(f(z)), z > 0 ? "fires" : "silent", wants[i] ? "fire" : "silent", ok ? "✓" : "✗"].forEach((text, k) => setText(cells[i][k + 2], text));
        setAttr(cells[i][6], "aria-label", ok ? "right" : "wrong");
        setAttr(cells[i][0].parentElement ?? cells[i][0], "data-right", ok);
      });
      setText(heads[3], act === "linear" ? "a = z" : "a");
      setText(right, `${count} of 4 right`);
      setText(hint, header.hint);
      hint.hidden = store.lost; // it is the kernel's, about the neuron that it knew last
    },
    destroy() { parent.replaceChildren(); },
  };
}
