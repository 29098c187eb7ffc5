/** The base that stands for the models of this tab; no address that could be typed. */
export const tabBase = "tab:models";

/** The same for the model that the browser brings along. */
export const builtInBase = "browser:model";

/** What that one is called here: the browser does not say which model it is. */
export const builtInModel = "browser-model";
