// The gateway as a worker of workerd, which compiles no WebAssembly at run time and reads no files: core, embedder and
// index are modules of its config. So are the bindings: CONFIG holds the gateway's config, and each variable that it
// names has a binding of that name.
import embedder from "default.sme";
import index from "default.smx";
import core from "smacs.wasm";
import runs from "smacs-run.wasm";
import { loadTools } from "../load-tools.js";
import type { Environment } from "./config.js";
import { createGateway, type Gateway } from "./gateway.js";

const load = () => loadTools({ core, runs, embedder, index });
/** Loaded while the worker starts, so that no request waits for what another one has begun. */
let loaded: Awaited<ReturnType<typeof load>> | undefined = await load();
let gateway: Gateway | undefined;

export default {
    fetch(request: Request, env: Environment & { CONFIG: unknown }): Promise<Response> {
        gateway ??= createGateway({
            config: env.CONFIG,
            env,
            load: () => {
                const tools = loaded ?? load();
                loaded = undefined;
                return Promise.resolve(tools);
            },
            onError: (error) => console.error(error),
        });
        return gateway.fetch(request);
    },
};
