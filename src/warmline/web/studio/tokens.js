// The tokens as they are named on the page of parts: ground, the text on it, what it is for.
export const COLOURS = [
  ["canvas", "ink", "the page"],
  ["surface", "ink", "cards, bars, fields"],
  ["sunken", "ink-2", "rail, wells"],
  ["mine", "ink", "the customer’s words"],
  ["pine", "on-pine", "software, first action"],
  ["pine-tint", "pine", "software’s ground"],
  ["ember", "on-ember", "a person’s face"],
  ["ember-tint", "ember-text", "a person’s words"],
  ["brick", "surface", "our fault, destruction"],
  ["brick-tint", "brick", "the same, softly"],
  ["ink", "surface", "text"],
  ["focus", "surface", "the focus ring alone"],
];

export const TYPE = [
  ["title", "A person is coming 36"],
  ["sentence", "Page sentence 28"],
  ["section", "Section 22"],
  ["panel", "Panel 17, 650"],
  ["body", "Talk, read, decide 16"],
  ["desk", "Desk text 14"],
  ["label", "Label and time 13, never smaller than 12"],
  ["figures", "14:27   €1,204.50   WL-O0I1l"],
];
