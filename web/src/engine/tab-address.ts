/** The base that stands for the models of this tab; no address that could be typed. */
export const tabBase = "tab:models";
