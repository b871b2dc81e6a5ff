/**
 * The Playground's second module: what is not needed for the first picture. The kernel sends it, see panels/later.js.
 * A part is mounted by its name here, `mount(place, store, ...more)`, and may have `update`, `opened` (its fold or dialog is) and `destroy`.
 */
import { mountAnnounce } from "../panels/announce.js";
import { mountArrows } from "../panels/arrows.js";
import { mountHandles } from "../panels/handles.js";
import { mountHealth } from "../panels/health.js";
import { mountHistograms } from "../panels/histograms.js";
import { mountLocks } from "../panels/lock.js";
import { mountLuck } from "../panels/luck.js";
import { mountMapBar } from "../panels/mapbar.js";
import { mountNeuronMap } from "../panels/neuron_map.js";
import { mountPoints } from "../panels/points.js";
import { mountPresets } from "../panels/presets.js";
import { mountProgress } from "../panels/progress.js";
import { mountPulls } from "../panels/pulls.js";
import { mountSettings } from "../panels/settings.js";
import { mountShare } from "../panels/share.js";
import { mountSurface } from "../panels/surface.js";
import { mountTable } from "../panels/table.js";
import { mountTimeline } from "../panels/timeline.js";
import { mountTune } from "../panels/tune.js";
import { mountUnder } from "../panels/under.js";
import { mountUndo } from "../panels/undo.js";
import { mountVersus } from "../panels/versus.js";

export default {
  announce: mountAnnounce, arrows: mountArrows, compare: mountVersus, handles: mountHandles, health: mountHealth, histograms: mountHistograms, locks: mountLocks, luck: mountLuck,
  mapbar: mountMapBar, more: mountSettings, neuron: mountNeuronMap, numbers: mountTable, points: mountPoints, presets: mountPresets, progress: mountProgress, pulls: mountPulls,
  share: mountShare, surface: mountSurface, timeline: mountTimeline, tune: mountTune, under: mountUnder, undo: mountUndo,
};
