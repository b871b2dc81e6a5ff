/** The Playground: data, network, output and loss over one store. */
import { mountAnnounce } from "../panels/announce.js";
import { mountBanner } from "../panels/banner.js";
import { mountData } from "../panels/data.js";
import { el } from "../panels/dom.js";
import { mountFeatures } from "../panels/features.js";
import { mountHealth } from "../panels/health.js";
import { defineLab } from "../panels/host.js";
import { mountHelp, mountPresets, mountProgress } from "../panels/help.js";
import { mountLoss } from "../panels/loss.js";
import { mountLuck } from "../panels/luck.js";
import { mountMap } from "../panels/map.js";
import { mountNames } from "../panels/names.js";
import { mountNetwork } from "../panels/network.js";
import { mountSettings } from "../panels/settings.js";
import { mountShare } from "../panels/share.js";
import { mountSurface } from "../panels/surface.js";
import { mountTable } from "../panels/table.js";
import { mountTeacher } from "../panels/teacher.js";
import { mountTransport } from "../panels/transport.js";
import { mountTune } from "../panels/tune.js";
import { mountUndo } from "../panels/undo.js";
import { mountVersus } from "../panels/versus.js";

export default defineLab("playground", "Neural network playground", (root, store) => {
  const part = (/** @type {string} */ name) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": name });
  const [transport, settings, data, network, output, loss, numbers] = ["controls", "settings", "data", "network", "output", "loss", "numbers"].map(part);
  const notes = el("div", { className: "nnw-notes" });
  const bar = el("div", { className: "nnw-foot" });
  numbers.append(bar);
  root.append(el("div", { className: "nnw-frame" }, [transport, settings, notes, data, network, output, loss, numbers]));
  return [
    mountTransport(transport, store), mountSettings(transport, settings, store), mountBanner(notes, store), mountData(data, store),
    mountFeatures(data, store), mountNetwork(network, store), mountHealth(network, store), mountUndo(network, root, store), mountMap(output, store), mountLoss(loss, store), mountLuck(loss, store),
    mountTable(bar, numbers), mountTune(bar, numbers, store), mountSurface(bar, numbers, store), mountVersus(bar, numbers, store), mountProgress(bar, store), mountAnnounce(bar, store),
    mountPresets(bar, store), mountShare(bar, store), mountHelp(bar), mountNames(root), mountTeacher(root),
  ];
});
