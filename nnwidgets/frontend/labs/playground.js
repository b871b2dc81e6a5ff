/** The Playground: data, network, output and loss over one store. */
import { mountAnnounce } from "../panels/announce.js";
import { mountBanner } from "../panels/banner.js";
import { mountData } from "../panels/data.js";
import { el } from "../panels/dom.js";
import { mountFeatures } from "../panels/features.js";
import { mountHealth } from "../panels/health.js";
import { defineLab } from "../panels/host.js";
import { mountLoss } from "../panels/loss.js";
import { mountMap } from "../panels/map.js";
import { mountNetwork } from "../panels/network.js";
import { mountTable } from "../panels/table.js";
import { mountTransport } from "../panels/transport.js";

export default defineLab("Neural network playground", (root, store) => {
  const part = (/** @type {string} */ name) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": name });
  const [transport, data, network, output, loss, numbers] = ["controls", "data", "network", "output", "loss", "numbers"].map(part);
  const notes = el("div", { className: "nnw-notes" });
  const bar = el("div", { className: "nnw-foot" });
  numbers.append(bar);
  root.append(el("div", { className: "nnw-frame" }, [transport, notes, data, network, output, loss, numbers]));
  return [
    mountTransport(transport, store), mountBanner(notes, store), mountData(data, store), mountFeatures(data, store),
    mountNetwork(network, store), mountHealth(network, store), mountMap(output, store), mountLoss(loss),
    mountTable(bar, numbers), mountAnnounce(bar, store),
  ];
});
