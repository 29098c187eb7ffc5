/** Put in by vite.config.ts. */
declare const __ASSET_SIZES__: { core: number; runs: number; embedder: number; index: number };
declare const __VERSION__: string;

declare module "*.sme?url" {
    const address: string;
    export default address;
}
declare module "*.smx?url" {
    const address: string;
    export default address;
}
