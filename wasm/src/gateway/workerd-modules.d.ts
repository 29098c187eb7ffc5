// Modules that workerd's config gives (dist/gateway/config.capnp).
declare module "smacs.wasm" {
    const core: WebAssembly.Module;
    export default core;
}
declare module "smacs-run.wasm" {
    const runs: WebAssembly.Module;
    export default runs;
}
declare module "default.sme" {
    const embedder: ArrayBuffer;
    export default embedder;
}
declare module "default.smx" {
    const index: ArrayBuffer;
    export default index;
}
