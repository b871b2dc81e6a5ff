import { plain } from "../lib/plain.js";
import { defineLab } from "../panels/host.js";

export default defineLab("backprop", "Backpropagation", () => [], plain);
