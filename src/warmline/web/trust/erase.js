// Taking everything along, and erasing it; filled in once the server can do both.
import { html } from "../lib/ui.js";

export const Download = () => null;
export const EraseButton = () => null;
export const EraseForm = () => null;
export const Erased = () => html``;
