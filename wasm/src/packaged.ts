// The files that come with the package. Bundlers that know `new URL(..., import.meta.url)` take them along.

export const packagedEmbedder = (): URL => new URL("../default.sme", import.meta.url);
/** Made with the packaged embedder. */
export const packagedIndex = (): URL => new URL("../default.smx", import.meta.url);
