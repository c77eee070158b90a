"use strict"; // "state" is what a link holds, "board" what is played with: the index, or scores from a file
const $ = (id) => document.getElementById(id), sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const make = (tag, properties = {}, ...inside) => { const made = document.createElement(tag); made.append(...inside); return Object.assign(made, properties); };
const given = JSON.parse($("data").textContent), framed = location.protocol === "about:"; // the index as it is; whether a notebook shows it
let board = given, state = {}, drawn = "", later;
const say = (key, values) => given.words[state.lang][key].replace(/\{(\w+)\}/g, (_, name) => ({ ...board.terms[state.lang], ...values })[name]);
const named = (one) => one[state.lang], list = (words) => words.join(state.lang === "zh" ? "、" : ", ");
const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}%`, shown = (number) => number.toFixed(board.digits);
const textOf = (id, text) => { $(id).textContent = text; }, unitOf = (id) => board.units.find((unit) => unit.id === id);
// The index: means, totals, ranks. Weights add up to one; those of zero count for nothing, as in compindex.
const weighted = (scores, weights, change) => sum(scores.map((score, k) => weights[k] && weights[k] * change(score)));
const MEANS = { arithmetic: (scores, weights) => weighted(scores, weights, (score) => score),
  geometric: (scores, weights) => Math.exp(weighted(scores, weights, Math.log)),
  harmonic: (scores, weights) => 1 / weighted(scores, weights, (score) => 1 / score) };
const bestOf = (unit) => (unit.a ?? [1]).findIndex(Boolean) + 1; // the best place that weights can give
const shares = (w = state.w) => w.map((one) => (sum(w) > 0 ? one / sum(w) : 1 / w.length));
const ownWeights = () => board.dims.map((dim) => 100 * dim.w), mostOut = () => Math.min(board.units.length - 2, board.mostOut ?? Infinity);
const inside = () => board.units.filter((unit) => !state.out.includes(unit.id)), joinable = () => inside().every((unit) => unit.s.every((score) => score >= 0));
function ranked(units = inside(), weights = shares(), mean = state.mean) {
  const least = mean === "arithmetic" ? -Infinity : 0;
  const totalOf = (unit, off) => Number(MEANS[mean](unit.s.map((x) => Math.max(least, x + off)), weights).toPrecision(12));
  const rows = units.map((unit) => ({ unit, total: totalOf(unit, 0), low: totalOf(unit, -board.half), high: totalOf(unit, board.half) }));
  const open = (row) => rows.some((other) => other !== row && other.low <= row.high && row.low <= other.high);
  const rank = (row) => 1 + rows.filter((other) => other.total > row.total).length;
  return rows.map((row) => ({ ...row, open: open(row), rank: rank(row) })).sort((a, b) => a.rank - b.rank);
}
// The state, and the address that holds it: what differs from the page as it opens, and is possible
const fresh = () => ({ csv: "", theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  lang: navigator.language.startsWith("zh") ? "zh" : "en", w: ownWeights(), out: [], mean: board.mean,
  place: 1, corners: [0, 1, 2], who: board.units[1].id, to: bestOf(board.units[1]), numbers: false });
const different = (ones, known) => Array.isArray(ones) && new Set(ones).size === ones.length && ones.every((one) => known.includes(one));
const POSSIBLE = {
  theme: (theme) => ["light", "dark"].includes(theme), lang: (lang) => ["en", "zh"].includes(lang), numbers: (numbers) => numbers === true,
  w: (w) => Array.isArray(w) && w.length === board.dims.length && w.every((one) => Number.isFinite(one) && one >= 0 && one <= 100),
  out: (out) => different(out, board.units.map((unit) => unit.id)) && out.length <= mostOut(),
  mean: (mean) => Object.hasOwn(MEANS, mean) && (mean === "arithmetic" || joinable()), who: unitOf,
  place: (place) => Number.isInteger(place) && board.units[place - 1], to: (to) => POSSIBLE.place(to),
  corners: (corners) => different(corners, [...board.dims.keys()]) && corners.length === 3 };
function read() {
  const parsed = ([key, text]) => { try { return [key, JSON.parse(text)]; } catch { return [key, null]; } };
  const said = Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].map(parsed));
  [board, state] = [given, { lang: "en" }]; // words for what is wrong need a language
  try { if (said.csv) [board, state.csv] = [boardOf(said.csv), said.csv]; } catch { board = given; }
  state = { ...fresh(), csv: state.csv ?? "" };
  for (const [key, possible] of Object.entries(POSSIBLE)) if (key in said && possible(said[key])) state[key] = said[key];
  build();
}
const tooLong = () => state.csv.length > 20000, kept = () => (tooLong() ? [] : Object.entries(state).filter(([key, value]) => String(value) !== String(fresh()[key]))); // else cut off on its way
const address = () => `#${new URLSearchParams(kept().map(([key, value]) => [key, JSON.stringify(value)]))}`;
function set(values, focused) {
  Object.assign(state, values);
  if (!POSSIBLE.mean(state.mean)) state.mean = "arithmetic"; // a score below zero has come back
  render();
  if (focused) $(focused)?.focus();
  clearTimeout(later);
  later = setTimeout(() => { // browsers refuse too many addresses at once
    const rows = ranked(), moved = rows.filter((row) => row.rank !== row.unit.before).length;
    if (!framed) history.replaceState(null, "", address());
    textOf("said", say("announced", { first: named(rows[0].unit), total: shown(rows[0].total), moved }));
  }, 250);
}
// The page: built once for a board and a language, then kept up to date
const chance = (p) => (p < 0.001 ? "<0.1%" : p > 0.999 && p < 1 ? ">99.9%" : percent(p));
const swatch = (k, style = "") => make("i", { className: `swatch c${k % 7}`, style });
const options = (id, ones, value) => $(id).replaceChildren(...ones.map((one, k) => make("option", { value: value(one, k) }, named(one))));
function build() {
  const own = board !== given, count = board.units.length;
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t);
  textOf("about", say(own ? "about_own" : "about", { title: named(given.title), count }));
  textOf("warning", own ? "" : named(given.warning));
  $("sliders").replaceChildren(...board.dims.map((dim, k) => make("label", {}, make("output", { id: `share${k}` }), swatch(k), named(dim),
    make("input", { type: "range", id: `w${k}`, oninput: (event) => set({ w: state.w.with(k, Number(event.target.value)) }) }))));
  $("means").replaceChildren($("means").firstElementChild, ...Object.keys(MEANS).map((mean) =>
    make("label", {}, make("input", { type: "radio", name: "mean", value: mean, onchange: () => set({ mean }) }), say(mean))));
  $("key").replaceChildren(...board.dims.map((dim, k) => make("span", {}, swatch(k), named(dim))));
  for (const at of [0, 1, 2]) {
    options(`corner${at}`, board.dims, (_, k) => k);
    const onchange = ({ target }) => set({ corners: state.corners.map((k) => (k === Number(target.value) ? state.corners[at] : k)).with(at, Number(target.value)) });
    Object.assign($(`corner${at}`), { onchange, ariaLabel: say("corner", { n: at + 1 }) }); // whichever had it takes the old one
  }
  options("who", board.units, (unit) => unit.id);
  [$("back").hidden, $("link").hidden, $("triangle").hidden] = [!own, framed || tooLong(), board.dims.length < 3];
  textOf("chances", say(board.units.some((unit) => unit.p) ? "chances" : "no_chances"));
  textOf("rounding", say(board.half ? "rounding" : "ties", { half: board.half }));
  drawn = "";
  set({});
}
function render() {
  for (const row of ranked(inside(), shares(ownWeights()), board.mean)) row.unit.before = row.rank; // among those that are in
  const weights = shares(), rows = ranked(), moves = given.moves && state.out.length > 0;
  document.documentElement.dataset.theme = state.theme;
  textOf("theme", say(state.theme === "dark" ? "light" : "dark"));
  for (const [k, share] of weights.entries()) {
    Object.assign($(`w${k}`), { value: state.w[k], ariaValueText: percent(share) });
    textOf(`share${k}`, percent(share));
  }
  for (const input of $("means").querySelectorAll("input")) [input.checked, input.disabled] = [input.value === state.mean, !POSSIBLE.mean(input.value)];
  textOf("no-mean", [joinable() ? "" : say("no_mean"), sum(state.w) ? "" : say("all_zero")].join(" "));
  const classes = `${state.numbers ? "shown" : ""} ${board.units.some((unit) => unit.p) ? "" : "plain"}`;
  [$("numbers").checked, $("ranking").className, $("address").hidden] = [state.numbers, classes, true];
  const tops = () => new Map([...$("rows").children].map((line) => [line.id, line.getBoundingClientRect().top])), before = tops();
  const widest = Math.max(...rows.map(({ unit }) => MEANS.arithmetic(unit.s, weights)));
  $("rows").replaceChildren(...rows.map((row) => lineOf(row, weights, widest)));
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) for (const [id, top] of tops())
    if (before.has(id) && before.get(id) !== top) $(id).animate([{ transform: `translateY(${before.get(id) - top}px)` }, { transform: "none" }], 200);
  $("out").replaceChildren(...state.out.map((id) => make("button", { type: "button", id: `back ${id}`,
    onclick: () => set({ out: state.out.filter((other) => other !== id) }, `leave ${id}`) }, say("bring_back", { unit: named(unitOf(id)) }))), state.out.length < mostOut() ? "" : say("most_out"));
  for (const part of board.dims.length > 2 ? [triangle, take] : [take]) part(weights);
  const none = board !== given || !given.scenario;
  $("scenario").disabled = none || moves;
  textOf("how", say(none ? "no_scenario" : moves ? "moves" : "how"));
}
function lineOf({ unit, total, rank, open }, weights, widest) {
  const parts = unit.s.map((score, k) => score * weights[k]), off = sum(parts) - total; // what another mean takes off for unevenness
  const bars = parts.some((part) => part < 0) ? [] : parts.map((part, k) => swatch(k, `width: ${percent(part / widest, 3)}`));
  if (off > 1e-9 && bars.length) bars.push(make("b", { style: `left: ${percent(total / widest, 3)}` }));
  const told = parts.map((part, k) => `${named(board.dims[k])} ${shown(part)}`).join(" + ") + (off > 1e-9 ? ` − ${say("uneven")} ${shown(off)}` : "");
  const by = unit.before - rank, cell = (className, ...inside) => make("td", { role: "cell", className }, ...inside);
  const leave = make("button", { type: "button", className: "leave", id: `leave ${unit.id}`, ariaLabel: say("leave", { unit: named(unit) }),
    disabled: state.out.length >= mostOut(), onclick: () => set({ out: [...state.out, unit.id] }, `back ${unit.id}`) }, "×");
  const chances = (unit.p ?? []).map((p, at) => `${at + 1}: ${chance(Math.min(p, 0.9999))}`).filter((_, at) => unit.p[at] > 0);
  const strip = (unit.p ?? []).map((p) => make("span", {}, make("i", { style: `opacity: ${p}` })));
  return make("tr", { role: "row", id: `unit ${unit.id}` }, cell("rank number", `${open ? "≈ " : ""}${rank}`),
    cell("change", by > 0 ? `▲ ${by}` : by < 0 ? `▼ ${-by}` : "–"), make("th", { role: "rowheader", scope: "row" }, leave, named(unit)),
    cell("total number", shown(total)), cell("made", make("span", { className: "bar", ariaHidden: true }, ...bars), make("span", { className: "parts" }, told)),
    cell("chance", make("span", { className: "strip", ariaHidden: true }, ...strip), make("span", {}, chances.join(" · "))));
}
// The triangle: three weights change, the others stay as they are
function triangle(weights) {
  const share = sum(state.corners.map((k) => weights[k]));
  state.corners.forEach((k, at) => { $(`corner${at}`).value = k; });
  const rest = board.dims.flatMap((dim, k) => (state.corners.includes(k) ? [] : [`${named(dim)} ${percent(weights[k])}`]));
  textOf("held", rest.length ? say("held", { rest: list(rest) }) : "");
  for (const [id, own] of [["present", weights], ["base", ownWeights()]]) point(id, own);
  const key = JSON.stringify([state.theme, state.mean, state.out, state.place, state.corners, rest, share.toFixed(6)]);
  if (key !== drawn) paint(weights, share, drawn = key); // else only a point was moved
}
function point(id, weights) {
  const parts = shares(state.corners.map((k) => weights[k])), [, b, c] = parts, told = say(id, { told: list(parts.map((part, at) => `${named(board.dims[state.corners[at]])} ${percent(part)}`)) });
  Object.assign($(id), { ariaLabel: told, title: told, style: `left: ${percent(b + c / 2)}; top: ${percent(1 - c)}` });
}
function paint(weights, share) {
  const units = inside(), { width, height } = $("canvas"), pen = $("canvas").getContext("2d"), step = units.length > 40 ? 12 : 5;
  const dark = state.theme === "dark", place = Math.min(state.place, units.length), cells = units.map(() => []), w = [...weights];
  for (let y = step / 2; y < height; y += step)
    for (let x = (width * (1 - y / height)) / 2 + step / 2; x < (width * (1 + y / height)) / 2; x += step) {
      const c = 1 - y / height, b = x / width - c / 2;
      [1 - b - c, b, c].forEach((part, at) => { w[state.corners[at]] = share * part; });
      const totals = units.map((unit) => MEANS[state.mean](unit.s, w));
      cells[totals.indexOf(totals.toSorted((one, other) => other - one)[place - 1])].push([x, y]);
    }
  const all = sum(cells.map((own) => own.length)), written = []; // places of names, which keep apart
  const holders = units.map((unit, u) => ({ unit, own: cells[u] })).filter(({ own }) => own.length).sort((a, b) => b.own.length - a.own.length);
  Object.assign(pen, { font: "30px system-ui, sans-serif", textAlign: "center", textBaseline: "middle" }).clearRect(0, 0, width, height);
  for (const { unit, own } of holders) { // neighbours in rank are far apart in hue
    pen.fillStyle = `hsl(${board.units.indexOf(unit) * 137.5} 60% ${dark ? 26 : 82}%)`;
    for (const [x, y] of own) pen.fillRect(x - step / 2, y - step / 2, step + 0.5, step + 0.5);
  }
  for (const { unit, own } of holders.filter((one) => one.own.length > 0.03 * all)) {
    pen.fillStyle = dark ? "#fff" : "#111";
    const middle = [0, 1].map((axis) => sum(own.map((cell) => cell[axis])) / own.length + 60 * axis); // below the points
    const far = (cell) => Math.hypot(cell[0] - middle[0], cell[1] - middle[1]);
    const [x, y] = own.reduce((best, cell) => (far(cell) < far(best) ? cell : best));
    const at = [Math.min(Math.max(x, 70), width - 70), Math.min(Math.max(y, 20), height - 20)];
    if (written.every((other) => Math.abs(at[1] - other[1]) > 32 || Math.abs(at[0] - other[0]) > 150)) pen.fillText(named(unit), ...at, 200);
    written.push(at);
  }
  const told = list(holders.map(({ unit, own }) => `${named(unit)} ${chance(own.length / all)}`));
  textOf("holders", $("canvas").ariaLabel = say("holders", { place, told }));
}
function toCorners(parts) { // weights whose sum stays as it is
  const whole = sum(state.corners.map((k) => shares()[k])), kept = shares(parts.map((part) => Math.max(0, part)));
  set({ w: shares().map((w, k) => (state.corners.includes(k) ? Math.round(10000 * whole * kept[state.corners.indexOf(k)]) / 100 : 100 * w)) });
}
function toPointer(event) {
  const box = $("map").getBoundingClientRect(), c = 1 - (event.clientY - box.top) / box.height, b = (event.clientX - box.left) / box.width - c / 2;
  toCorners([1 - b - c, b, c]);
}
// What it would take: the answers were found when the page was made
function take() {
  const unit = unitOf(state.who), answers = unit.a ?? [], answer = answers[state.to - 1], never = [...answers.keys()].filter((at) => !answers[at]);
  const why = board !== given ? "not_own" : state.mean !== board.mean ? "not_mean" : state.out.length ? "not_units" : unit.a ? "" : given.why;
  [$("take").disabled, $("apply").disabled] = [why !== "", !answer];
  textOf("unsolved", why && say(why));
  $("to").replaceChildren(...board.units.map((_, at) => make("option", { value: at + 1, disabled: never.includes(at) }, at + 1)));
  [$("to").value, $("who").value, $("place").max, $("place").value] = [state.to, state.who, inside().length, Math.min(state.place, inside().length)];
  textOf("never", why || !never.length ? "" : say("never", { unit: named(unit), places: list(never.map((at) => at + 1)) }));
  const exact = (share) => Number((100 * share).toFixed(5)); // as many digits as give the place
  const told = answer && list(answer.map((w, k) => `${named(board.dims[k])} ${exact(w)}%`));
  const change = answer && exact(Math.max(...answer.map((w, k) => Math.abs(w - board.dims[k].w))));
  const edge = answer && change > 0 ? ` ${say(board.half ? "edge_open" : "edge")}` : "";
  textOf("answer", why || !answer ? "" : say(change ? "answer" : "as_it_is", { unit: named(unit), place: state.to, told, change }) + edge);
}
// What is taken away, and what is brought
const save = (download, text) => make("a", { download, href: URL.createObjectURL(new Blob([text], { type: "text/plain" })) }).click();
function asCsv() {
  const head = ["rank", "rank_before", "unit", "total", "undecided", "mean", ...board.dims.flatMap((dim) => [`score_${dim.id}`, `weight_${dim.id}`])];
  const lines = ranked().map(({ unit, rank, total, open }) =>
    [rank, unit.before, named(unit), total, open ? "yes" : "no", state.mean, ...unit.s.flatMap((score, k) => [score, shares()[k]])]);
  const safe = (value) => (typeof value === "string" && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value)); // else a spreadsheet computes it
  const cell = (value) => (/[",;\r\n]/.test(safe(value)) ? `"${safe(value).replaceAll('"', '""')}"` : safe(value));
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\n")}\n`;
}
function asScenario() {
  const form = given.scenario, text = JSON.stringify, each = (write) => board.dims.map((dim, k) => write(dim, shares()[k])).join(", "); // JSON is YAML, too
  const weights = each((dim, share) => `${text(dim.id)}: ${share.toFixed(15)}`), told = each((dim, share) => `${dim.en} ${percent(share)}`);
  const mean = form.root ? `{${text(form.root)}: ${state.mean}}` : state.mean, lines = [`question: ${text(`What if the weights were ${told}?`)}`, `${form.weights}: {${weights}}`, `${form.mean}: ${mean}`];
  if (state.out.length) lines.push(`${form.out}: ${text(state.out)}`);
  if (state.out.includes(form.stays[1])) lines.push(`${form.stays[0]}: ${text(inside()[0].id)}`);
  return `${lines.join("\n")}\n`;
}
function boardOf(source) {
  const text = source.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replace(/^sep=.\n/, "").replace(/\n+$/, ""), first = text.split("\n", 1)[0], wrong = [], rows = [];
  const mark = [",", ";", "\t", "，"].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
  for (const [, before, quoted, plain] of `\n${text}`.matchAll(new RegExp(`([${mark}\n])(?: *"((?:[^"]|"")*)" *(?=[${mark}\n]|$)|([^${mark}\n]*))`, "g"))) {
    if (before === "\n") rows.push([]);
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).trim().replace(/^'(?=[=+\-@])/, ""));
  }
  const heads = rows[0].slice(1, rows[0].findLastIndex(Boolean) + 1), lines = rows.slice(1).filter((line) => line.some(Boolean));
  const number = (cell = "") => (/^[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(mark === "," ? cell : cell.replace(",", ".")) : NaN);
  const names = lines.map((line) => line[0]), rowOf = (line) => rows.indexOf(line) + 1;
  if (!heads.length || lines.length < 2 || lines.length > 1000) wrong.push(say("too_small"));
  for (const ones of [heads, names]) for (const [at, name] of ones.entries()) if (!name || ones.indexOf(name) !== at) wrong.push(say("twice", { name }));
  for (const line of lines) {
    for (const [k, column] of heads.entries()) if (!Number.isFinite(number(line[k + 1]))) wrong.push(say("no_number", { row: rowOf(line), column, value: line[k + 1] ?? "" }));
    if (line.slice(heads.length + 1).some(Boolean)) wrong.push(say("too_wide", { row: rowOf(line), cells: line.length, expected: heads.length + 1 }));
  }
  if (wrong.length) throw new Error([...wrong.slice(0, 10), wrong.length > 10 ? `… ${wrong.length - 10}` : ""].join("\n"));
  const units = lines.map(([id, ...cells]) => ({ id, en: id, zh: id, s: heads.map((_, k) => number(cells[k])) })), scores = units.flatMap((unit) => unit.s);
  const dims = heads.map((id) => ({ id, en: id, zh: id, w: 1 / heads.length })), spread = scores.reduce((a, b) => Math.max(a, b)) - scores.reduce((a, b) => Math.min(a, b)) || 1;
  return { dims, units, terms: given.ofFile, mean: "arithmetic", half: 0, digits: Math.min(15, Math.max(0, 4 - Math.ceil(Math.log10(spread)))) };
}
async function bring({ target }) {
  const bytes = await target.files[0].arrayBuffer(), text = (code) => new TextDecoder(code).decode(bytes);
  const odd = /(?<![\x80-\xff])[\x80-\xff]([\x80-\xff]{2})*(?![\x80-\xff])/; // no pairs of bytes, as Chinese letters have
  const raw = String.fromCharCode(...new Uint8Array(bytes).slice(0, 50000)), other = raw.startsWith("\xff\xfe") ? "utf-16le" : odd.test(raw) ? "windows-1252" : "gb18030";
  const csv = text(!text("utf-8").includes("\ufffd") ? "utf-8" : other);
  try { play(boardOf(csv), csv); } catch (error) { textOf("wrong", error.message); }
  target.value = ""; // so that the same file can be chosen again, mended
}
function play(other, csv) {
  board = other;
  state = { ...fresh(), csv, theme: state.theme, lang: state.lang };
  build();
  textOf("wrong", tooLong() ? say("too_long") : "");
}
function copy() {
  [$("url").value, $("address").hidden] = [`${location.href.split("#")[0]}${address()}`, false];
  $("url").select();
  navigator.clipboard?.writeText($("url").value).then(() => textOf("said", say("copied")), () => {}); // else it is there to be copied
}
function press(event) {
  const by = { ArrowLeft: [0.01, -0.01, 0], ArrowRight: [-0.01, 0.01, 0], ArrowUp: [-0.005, -0.005, 0.01], ArrowDown: [0.005, 0.005, -0.01] }[event.key];
  if (by) toCorners(shares(state.corners.map((k) => state.w[k])).map((part, at) => part + by[at]));
  if (by) event.preventDefault(); // else the page scrolls
}
const clicks = {
  lang: () => { state.lang = state.lang === "zh" ? "en" : "zh"; build(); },
  theme: () => set({ theme: state.theme === "dark" ? "light" : "dark" }), numbers: () => set({ numbers: $("numbers").checked }),
  reset: () => set({ w: ownWeights(), mean: board.mean, out: [] }), base: () => set({ w: ownWeights() }),
  apply: () => set({ w: unitOf(state.who).a[state.to - 1].map((w) => 100 * w) }), link: copy, back: () => play(given, ""),
  csv: () => save("what-if.csv", asCsv()), scenario: () => save("what_if.yml", asScenario()) };
for (const [id, onclick] of Object.entries(clicks)) $(id).onclick = onclick;
for (const id of ["to", "place"]) $(id).onchange = ({ target }) => set(POSSIBLE[id](Number(target.value)) ? { [id]: Number(target.value) } : {});
$("who").onchange = ({ target }) => set({ who: target.value, to: bestOf(unitOf(target.value)) });
$("map").onpointerdown = (event) => { if (event.target !== $("base") && event.button === 0) { $("map").setPointerCapture(event.pointerId); toPointer(event); } };
$("map").onpointermove = (event) => { if ($("map").hasPointerCapture(event.pointerId)) toPointer(event); };
[$("file").onchange, $("present").onkeydown] = [bring, press];
addEventListener("hashchange", read);
read();
