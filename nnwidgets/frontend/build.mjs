/**
 * Builds the committed bundle: every labs/<name>.js becomes ../static/<name>.js, one self-contained ES module, and every
 * labs/<name>.css becomes ../static/<name>.css. A labs/<name>_more.js becomes the lab's second module, see more.mjs. `--check` compares with what is committed, `--watch` builds again at each change.
 * Beside them ../static/manifest.json says which contents they were built from: manifest.py reads it where there is no Node.
 */
import { context } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { MORE, withMore } from "./more.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const LABS = join(HERE, "labs");
const STATIC = join(HERE, "..", "static");
const LIMIT = 90_000; // bytes of a module, JS and CSS together
const REMEDY = "run `npm run build` in nnwidgets/frontend and commit the result";

/** The files of a folder that belong to the bundle. @param {string} folder */
const bundled = (folder) => (existsSync(folder) ? readdirSync(folder).filter((f) => /\.(js|css)$/.test(f)).sort() : []);

/** @returns {import("esbuild").BuildOptions} */
const options = () => ({
  entryPoints: bundled(LABS).filter((f) => !f.endsWith(`${MORE}.js`)).map((f) => join(LABS, f)),
  outdir: STATIC,
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  write: false,
});

/** One sentence for every lab that is too large. @param {Map<string, Uint8Array>} files */
function tooLarge(files) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const [file, bytes] of files) {
    const lab = file.replace(/\.\w+$/, "");
    sizes.set(lab, (sizes.get(lab) ?? 0) + bytes.length);
  }
  for (const [lab, size] of sizes) console.log(`${lab}: ${(size / 1000).toFixed(1)} kB`);
  return [...sizes].filter(([lab, size]) => size > LIMIT)
    .map(([lab, size]) => `module ${lab} has ${size} bytes of JS and CSS; at most ${LIMIT} are allowed: leave something out.`);
}

/** One sentence for every committed file that is not what its sources give. @param {Map<string, Uint8Array>} files */
function stale(files) {
  const name = (/** @type {string} */ f) => relative(join(HERE, "..", ".."), join(STATIC, f));
  const differs = [...files].filter(([f, bytes]) => !existsSync(join(STATIC, f)) || !readFileSync(join(STATIC, f)).equals(bytes));
  const orphans = bundled(STATIC).filter((f) => !files.has(f));
  return [
    ...differs.map(([f]) => `${name(f)} is not what its sources give: ${REMEDY}.`),
    ...orphans.map((f) => `${name(f)} has no source in labs: delete it.`),
  ];
}

/** Enough of a hash to tell contents apart, whichever line ends git has chosen. @param {Uint8Array} bytes */
function digest(bytes) {
  const text = Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 16);
}

/**
 * A digest of every built file and of every source, by its path in the package.
 * @param {Map<string, Uint8Array>} files @param {string[]} inputs
 */
function manifest(files, inputs) {
  const sources = [...inputs, "build.mjs", "more.mjs", "package-lock.json"].map((f) => join(HERE, f)).sort();
  const name = (/** @type {string} */ path) => relative(join(HERE, ".."), path).split(sep).join("/");
  const all = {
    built: Object.fromEntries([...files].sort().map(([f, bytes]) => [`static/${f}`, digest(bytes)])),
    sources: Object.fromEntries(sources.map((path) => [name(path), digest(readFileSync(path))])),
  };
  return new TextEncoder().encode(`${JSON.stringify(all, null, 2)}\n`);
}

/** A style sheet is its lab's alone: anywidget gives them all to the page, and two labs call their parts alike. @param {string} file @param {Uint8Array} bytes */
function scoped(file, bytes) {
  const css = new TextDecoder().decode(bytes).trim().replace(/\.nnw(?![\w-])/g, ":scope"); // within a scope no other selector means its root
  return new TextEncoder().encode(`@scope(.nnw-lab-${basename(file, ".css").replace(MORE, "")}){${css}}\n`);
}

/** @param {Partial<import("esbuild").BuildResult>} result @param {boolean} check */
function finish({ outputFiles = [], metafile }, check) {
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  const faults = tooLarge(files);
  if (files.size) files.set("manifest.json", manifest(files, Object.keys(metafile?.inputs ?? {})));
  if (check) faults.push(...stale(files));
  if (!check && !faults.length) {
    mkdirSync(STATIC, { recursive: true });
    for (const [file, bytes] of files) writeFileSync(join(STATIC, file), bytes);
  }
  for (const fault of faults) console.error(fault);
  return faults.length === 0;
}

/** What esbuild makes of the labs; null when it fails, after it has said why. */
async function bundle() {
  if (!bundled(LABS).length) return { outputFiles: [] };
  return withMore(options(), digest, scoped).catch(() => null);
}

const [flag] = process.argv.slice(2);
if (flag && flag !== "--check" && flag !== "--watch") {
  console.error(`unknown option '${flag}'; choose --check, --watch or none`);
  process.exitCode = 2;
} else if (flag === "--watch") {
  const rebuild = async () => {
    const result = await bundle();
    if (result) finish(result, false);
  };
  /** @type {import("esbuild").Plugin} */
  const rebuilt = { name: "rebuilt", setup: (b) => b.onEnd(rebuild) };
  await (await context({ ...options(), entryPoints: bundled(LABS).map((f) => join(LABS, f)), plugins: [rebuilt] })).watch(); // all sources are watched
} else {
  const result = await bundle();
  process.exitCode = result && finish(result, flag === "--check") ? 0 : 1;
}
