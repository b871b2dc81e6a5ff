/** Long series made short without changing what is seen. */

/** @typedef {Float64Array | number[]} Column */

/**
 * The points of a line that matter in `columns` pixels: the first, last, smallest and largest of every column, in their order, so
 * at most 5 per column. A NaN in a column leaves one NaN after it: the line has a gap there.
 * @param {Column} xs never falling
 * @param {Column} ys
 * @param {number} columns
 * @returns {{x: Float64Array, y: Float64Array}}
 */
export function decimate(xs, ys, columns) {
  const n = xs.length;
  /** @type {number[]} */ const x = [];
  /** @type {number[]} */ const y = [];
  const width = (xs[n - 1] - xs[0]) / columns || 1;
  for (let i = 0; i < n; ) {
    const column = Math.min(columns - 1, Math.floor((xs[i] - xs[0]) / width));
    let first = -1, last = -1, low = -1, high = -1, gap = -1;
    for (; i < n && Math.min(columns - 1, Math.floor((xs[i] - xs[0]) / width)) === column; i++) {
      if (ys[i] !== ys[i]) {
        gap = i;
        continue;
      }
      if (first < 0) first = low = high = i;
      last = i;
      if (ys[i] < ys[low]) low = i;
      if (ys[i] > ys[high]) high = i;
    }
    const kept = first < 0 ? [] : [first, Math.min(low, high), Math.max(low, high), last];
    for (const at of kept.filter((at, m) => at !== kept[m - 1])) {
      x.push(xs[at]);
      y.push(ys[at]);
    }
    if (gap >= 0 && y.length && !Number.isNaN(y[y.length - 1])) {
      x.push(xs[Math.max(gap, last)]);
      y.push(NaN);
    }
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}

/** @typedef {{step: Float64Array, train: Float64Array, test: Float64Array}} Columns */

/**
 * A growing series of records (step, train, test) that never holds more than `cap`: when it is full, every second goes, and from
 * then on only every second, fourth, … new one stays. The newest is always there.
 * @param {number} [cap] even
 */
export function createSeries(cap = 20000) {
  const columns = [0, 1, 2].map(() => new Float64Array(cap));
  const [step] = columns;
  let kept = 0;
  let stride = 1;
  let since = 0; // how many came after the last kept one; the newest of them stands at `kept`

  const length = () => kept + (since ? 1 : 0);

  function thin() {
    const half = cap / 2;
    for (const column of columns) {
      for (let i = 0; i < half; i++) column[i] = column[2 * i];
      column[half] = column[cap - 1];
    }
    kept = half;
    since = stride;
    stride *= 2;
  }

  /** @param {number} from what is not before this step goes */
  function cut(from) {
    if (since && step[kept] >= from) since = 0;
    while (kept && step[kept - 1] >= from) kept--;
    if (!kept) stride = 1;
  }

  /**
   * Adds records, row-major (m, 3). A step that is not after the last one starts a new branch: what it replaces goes.
   * @param {Float64Array | Float32Array} records
   */
  function append(records) {
    for (let at = 0; at + 2 < records.length; at += 3) {
      if (length() && records[at] <= step[length() - 1]) cut(records[at]);
      columns.forEach((column, c) => { column[kept] = records[at + c]; });
      since++;
      if (kept && since < stride) continue;
      kept++;
      since = 0;
      if (kept === cap) thin();
    }
  }

  return {
    append,

    /** The whole history anew. @param {Float64Array | Float32Array} records */
    replace(records) {
      kept = since = 0;
      stride = 1;
      append(records);
    },

    get length() { return length(); },

    /** Views of what is held: they change with the next append. @returns {Columns} */
    get columns() {
      const [step, train, test] = columns.map((column) => column.subarray(0, length()));
      return { step, train, test };
    },
  };
}

/** The record at which two lines lie furthest apart, as they are drawn. @param {ArrayLike<number>} a @param {ArrayLike<number>} b @param {(value: number) => number} y */
export function widest(a, b, y) {
  let [at, gap] = [0, -1];
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (Math.abs(y(a[i]) - y(b[i])) > gap) [at, gap] = [i, Math.abs(y(a[i]) - y(b[i]))];
  return at;
}
