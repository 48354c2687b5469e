// How it went, as a line: in the holder's colour and form, with doubt as a band. Always beside a
// sentence that says the same; never a number, a label or a face.
import { html } from "./ui.js";

const WIDTH = 140;
const HEIGHT = 52;
const PAD = 6;

/** `points` are {position, valence, doubt}; `stretches` say who held which positions. */
export function Curve({ points, stretches, sentence }) {
  const told = points.filter((each) => each.valence !== null);
  if (told.length < 2) return null;
  const xs = told.map((_, index) => PAD + (index / (told.length - 1)) * (WIDTH - 2 * PAD));
  const y = (valence) => HEIGHT / 2 - valence * (HEIGHT / 2 - PAD);
  const ys = told.map((each) => y(each.valence));
  const holders = told.map((each) => holderAt(stretches, each.position));
  const last = told.length - 1;
  return html`<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} role="img" aria-label=${sentence}>
    <path class="band" d=${band(told, xs, y)} />
    <line class="zero" x1="0" x2=${WIDTH} y1=${HEIGHT / 2} y2=${HEIGHT / 2} />
    ${xs.slice(1).map((_, index) => html`<path class="stroke" data-holder=${holders[index + 1]} d=${piece(xs, ys, index)} />`)}
    <circle class="end" data-holder=${holders[last]} cx=${xs[last]} cy=${ys[last]} r="3.5" />
  </svg>`;
}

export function holderAt(stretches, position) {
  // A reading is of words that were written while the one before still held it.
  return (stretches.findLast((each) => each.from_position < position) ?? stretches[0])?.holder ?? "assistant";
}

/** One smooth piece, by the slopes of its neighbours (Catmull-Rom as a cubic Bézier). */
function piece(xs, ys, index) {
  const at = (list, place) => list[Math.min(list.length - 1, Math.max(0, place))];
  const [x0, x1, x2, x3] = [-1, 0, 1, 2].map((step) => at(xs, index + step));
  const [y0, y1, y2, y3] = [-1, 0, 1, 2].map((step) => at(ys, index + step));
  const low = Math.min(y1, y2);
  const high = Math.max(y1, y2);
  const within = (value) => Math.min(high, Math.max(low, value));
  return `M${x1} ${y1}C${x1 + (x2 - x0) / 6} ${within(y1 + (y2 - y0) / 6)} ${x2 - (x3 - x1) / 6} ${within(y2 - (y3 - y1) / 6)} ${x2} ${y2}`;
}

function band(told, xs, y) {
  const clamp = (value) => Math.min(1, Math.max(-1, value));
  const above = told.map((each, index) => `${xs[index]} ${y(clamp(each.valence + each.doubt))}`);
  const below = told.map((each, index) => `${xs[index]} ${y(clamp(each.valence - each.doubt))}`).reverse();
  return `M${above.join("L")}L${below.join("L")}Z`;
}
