/** The Playground: data, network, output and loss over one store. */
import { mountBanner } from "../panels/banner.js";
import { mountData } from "../panels/data.js";
import { el } from "../panels/dom.js";
import { mountFeatures } from "../panels/features.js";
import { defineLab } from "../panels/host.js";
import { mountHelp } from "../panels/help.js";
import { createLater } from "../panels/later.js";
import { mountLoss } from "../panels/loss.js";
import { mountMap } from "../panels/map.js";
import { mountNames } from "../panels/names.js";
import { mountNetwork } from "../panels/network.js";
import { mountTeacher } from "../panels/teacher.js";
import { mountTransport } from "../panels/transport.js";

/** As anywidget wants it, once build.mjs has said what its second module is. @param {import("../panels/later.js").More} more */
export default (more) => defineLab("playground", "Neural network playground", (root, store, /** @type {import("../panels/later.js").Place} */ later) => {
  const part = (/** @type {string} */ name) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": name });
  const [transport, settings, data, network, output, loss, numbers] = ["controls", "settings", "data", "network", "output", "loss", "numbers"].map(part);
  const notes = el("div", { className: "nnw-notes" });
  const bar = el("div", { className: "nnw-foot" });
  numbers.append(bar);
  root.append(el("div", { className: "nnw-frame" }, [transport, settings, notes, data, network, output, loss, numbers]));

  /** What folds out below, by its name in the second module: its button's text; props of the box. @param {string} name @param {string} text @param {Record<string, unknown>} [more] */
  function below(name, text, more = { className: `nnw-${name}` }) {
    const box = el("div", more);
    numbers.append(box);
    return later.fold(bar, box, name, { text, "data-nnw-control": name === "numbers" ? null : name });
  }
  const now = [
    mountTransport(transport, store), mountBanner(notes, store), mountData(data, store), mountFeatures(data, store),
    mountNetwork(network, store, later), mountMap(output, store, later), mountLoss(loss, store, later),
  ];
  const [unusual, turns, luck] = [el("span", { className: "nnw-unusual", "data-nnw": "unusual" }), el("div", { className: "nnw-turns" }), el("div", { className: "nnw-group nnw-small nnw-under nnw-luck", "data-nnw-control": "luck" })];
  const health = el("p", { className: "nnw-health", role: "status", "aria-live": "polite", "data-nnw": "health" });
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  const progress = el("div", { className: "nnw-group nnw-progress", role: "status", hidden: true });
  const settled = el("span", { className: "nnw-more" });
  network.querySelector(".nnw-title h3")?.after(turns);
  transport.append(settled);
  loss.append(luck);
  network.append(health);
  const folds = [
    later.fold(settled, settings, "more", { text: "More", "data-nnw-control": "more" }, [unusual]), later.part("undo", turns, [root], false), later.part("luck", luck),
    below("numbers", "Numbers", { className: "nnw-tables", role: "group", tabindex: 0, "aria-label": "Tables of numbers", "data-nnw": "tables" }), below("tune", "Hand-tune"),
    below("histograms", "Histograms"), below("surface", "Surface", { className: "nnw-surface", role: "group", "aria-label": "Loss surface" }),
    below("compare", "Compare", { className: "nnw-versus", "data-nnw-control": "compare" }),
  ];
  settled.append(unusual);
  bar.append(progress, said);
  const rest = [
    later.part("health", health, [], false), later.part("progress", progress, [], false), later.part("announce", said, [], false),
    later.dialog(bar, "presets", "Demos", { text: "Demos" }), later.dialog(bar, "share", "Share and save", { text: "Share" }),
    mountHelp(bar),
  ];
  const names = mountNames(root);
  const teacher = mountTeacher(root);
  later.tell(() => names.again(), () => teacher.again()); // what comes later is named and locked as well
  return [...now, ...folds, ...rest, names, teacher];
}, undefined, (store) => createLater(store, more));
