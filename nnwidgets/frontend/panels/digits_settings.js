/** How it is trained: rate, batch, optimizer and activation; the weights stay. */
import { batches } from "../lib/batches.js";
import { el, field, setText } from "./dom.js";
import { menu, number } from "./knob.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createSettings(parent, store) {
  const send = (/** @type {string} */ what) => (/** @type {any} */ value) => store.do(what, value);
  const [rate, batch] = [number("learning_rate", send("learning_rate")), number("batch_size", send("batch_size"))];
  const [optimizer, activation] = [menu(send("optimizer"), "optimizer"), menu(send("activation"), "activation")];
  const epoch = el("p", { className: "nnw-note nnw-epoch", "data-nnw": "epoch-words" });
  parent.append(el("div", { role: "group", "aria-label": "How it is trained" }, [
    el("h3", { text: "How it is trained" }),
    el("div", { className: "nnw-columns" }, [field("Learning rate η", rate.input), field("Batch size", batch.input), field("Optimizer", optimizer.select), field("Hidden activation", activation.select)]),
    epoch,
  ]));
  return {
    /** @param {import("../lib/digits_view.js").DigitsView} view */
    update({ settings }) {
      rate.update(settings.learning_rate);
      batch.update(settings.batch_size);
      optimizer.update(settings.menus.optimizer, settings.optimizer);
      activation.update(settings.menus.activation, settings.activation);
      const own = settings.own_passes?.join(" and ");
      setText(epoch, `An epoch is ${batches(settings.n_train, settings.batch_size)}: ${Math.ceil(settings.n_train / settings.batch_size)} step${settings.n_train > settings.batch_size ? "s" : ""}.${own ? ` It learns by your own ${own}.` : ""}`);
    },
  };
}
