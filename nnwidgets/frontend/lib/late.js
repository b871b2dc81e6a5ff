/** What stands where a part of the page has not come from the kernel yet. */

export const COMING = "One moment: this part of the page is on its way from the kernel.";
export const SILENT = "This part of the page comes from the kernel, which does not answer. It appears here as soon as the kernel does.";
export const NEVER = "This part of the page had not come from the kernel before it was gone. Run the notebook's cells again to have it.";

/** @param {boolean} lost there is no kernel any more @param {boolean} troubled it does not answer @param {string} fault its own sentence @param {boolean} opened somebody looks at the place */
export const lateWords = (lost, troubled, fault, opened) => (lost ? NEVER : fault || (troubled ? SILENT : opened ? COMING : ""));
