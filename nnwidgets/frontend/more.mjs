/**
 * The second modules: labs/<name>_more.js is built as one function that takes an array of what it shares with the first module, so that what
 * both use, and what has state (ids, caches), exists once. The first module is given that array, and the digest of the second.
 */
import { build } from "esbuild";
import { basename, dirname, join, relative, resolve } from "node:path";

export const MORE = "_more";
const TAKES = /^import (.*) from "([^"]+)";$/gm; // as esbuild writes what it leaves outside: { a, b as c }, or the default one

/** @typedef {import("esbuild").BuildOptions} Options */
/** @typedef {[path: string, name: string][]} Shared what the second module takes, in order */

/**
 * Builds all labs, those with a second module as two. `digest` tells contents apart.
 * `scoped` gives a style sheet to its lab.
 * @param {Options} options @param {(bytes: Uint8Array) => string} digest @param {(file: string, css: Uint8Array) => Uint8Array} scoped @returns {Promise<import("esbuild").BuildResult>}
 */
export async function withMore(options, digest, scoped) {
  const entries = /** @type {string[]} */ (options.entryPoints);
  const styles = await build({ ...options, entryPoints: entries.filter((path) => path.endsWith(".css")) });
  const sheets = (styles.outputFiles ?? []).map((file) => ({ ...file, contents: scoped(file.path, file.contents) }));
  const results = [{ ...styles, outputFiles: /** @type {import("esbuild").OutputFile[]} */ (sheets) }];
  for (const entry of entries.filter((path) => path.endsWith(".js"))) {
    const name = basename(entry, ".js");
    const style = sheets.find(({ path }) => path.endsWith(`${name}${MORE}.css`));
    results.push(...(style ? await both(options, entry, style.contents, digest) : [await build({ ...options, entryPoints: [entry] })]));
  }
  const inputs = Object.assign({}, ...results.map(({ metafile }) => metafile?.inputs));
  return { ...styles, outputFiles: results.flatMap(({ outputFiles = [] }) => outputFiles), metafile: { inputs, outputs: {} } };
}

/** @param {Options} options @param {string} entry @param {Uint8Array} style @param {(bytes: Uint8Array) => string} digest */
async function both(options, entry, style, digest) {
  const home = String(options.absWorkingDir);
  const name = basename(entry, ".js");
  const further = join(dirname(entry), `${name}${MORE}.js`);
  const { metafile } = await build({ ...options, entryPoints: [entry] });
  const first = new Set(Object.keys(metafile?.inputs ?? {}).map((path) => resolve(home, path)));
  const shared = await sharedNames(options, further, first);
  const second = await build({
    ...options, entryPoints: [further], format: "iife", globalName: "parts", plugins: [taken(shared, first)],
    banner: { js: "export default(shared)=>{" }, footer: { js: "return parts.default}" },
  });
  const code = second.outputFiles?.[0].contents ?? new Uint8Array();
  const more = { name: `${name}${MORE}`, digest: digest(Buffer.concat([code, style])) };
  const paths = [...new Set(shared.map(([path]) => path))];
  const imports = paths.map((path, i) => `import * as m${i} from "./${relative(home, path)}";`);
  const values = shared.map(([path, value]) => `m${paths.indexOf(path)}.${value}`);
  const contents = `import lab from "./${relative(home, entry)}";${imports.join("")}export default lab({ ...${JSON.stringify(more)}, shared: [${values}] });`;
  const whole = await build({ ...options, entryPoints: undefined, stdin: { contents, resolveDir: home, sourcefile: "entry.js" }, outdir: undefined, outfile: join(String(options.outdir), `${name}.js`) });
  delete whole.metafile?.inputs["entry.js"];
  for (const path of Object.keys(second.metafile?.inputs ?? {})) if (path.startsWith("shared:")) delete second.metafile?.inputs[path];
  return [whole, second];
}

/** What a module and its own files import by name from files of the first. @param {Options} options @param {string} entry @param {Set<string>} first @returns {Promise<Shared>} */
async function sharedNames(options, entry, first) {
  /** @type {import("esbuild").Plugin} */
  const outside = { name: "outside", setup: (b) => b.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => (first.has(resolve(resolveDir, path)) ? { path: resolve(resolveDir, path), external: true } : null)) };
  const { outputFiles = [] } = await build({ ...options, entryPoints: [entry], minify: false, plugins: [outside] });
  const names = (/** @type {string} */ what) => (what.startsWith("{") ? what.slice(1, -1).split(",").map((one) => one.trim().split(" ")[0]) : ["default"]);
  const found = new Set([...outputFiles[0].text.matchAll(TAKES)].flatMap(([, what, path]) => names(what).map((name) => `${resolve(String(options.outdir), path)} ${name}`)));
  return [...found].sort().map((one) => /** @type {[string, string]} */ (one.split(" ")));
}

/** The first module's files as the second sees them: entries of the array. @param {Shared} shared @param {Set<string>} first @returns {import("esbuild").Plugin} */
const taken = (shared, first) => ({
  name: "taken",
  setup(b) {
    b.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => (first.has(resolve(resolveDir, path)) ? { path: resolve(resolveDir, path), namespace: "shared" } : null));
    b.onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({
      loader: "js",
      contents: shared.flatMap(([from, name], i) => (from === path ? [`export ${name === "default" ? name : `const ${name} =`} shared[${i}];`] : [])).join("\n"),
    }));
  },
});
