// `smacs serve`: the gateway on node's HTTP server.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Checks, createChecker, nodeInterpreters, nodeRunner } from "../dist/check/index.js";
import { checkConfig, createGateway } from "../dist/gateway/index.js";
import { loadTools, SmacsError } from "../dist/index.js";
import { listenerOf } from "./node-adapter.mjs";
import { writeWorkerdFolder } from "./workerd-folder.mjs";

const usage = `usage: smacs serve --upstream URL [options]
       smacs serve --config FILE [options]

A gateway that speaks the OpenAI API. Point a client at http://127.0.0.1:8088/v1 and ask for the model smacs/auto,
smacs/fast, smacs/thrifty, smacs/thorough, smacs/select, smacs/aggregate or smacs/route. GET /v1/models says what each
does.

whom to ask
  --upstream URL         an OpenAI-compatible API, such as https://openrouter.ai/api/v1: its models that the index
                         knows are asked, with the key that the caller sends (variable SMACS_UPSTREAM)
  --key-env NAME         its key is in this variable of the environment; callers send none
  --config FILE          endpoints and models in a file (variable SMACS_CONFIG), which src/gateway/README.md of the
                         package describes

who may ask
  --host HOST            address to listen at (127.0.0.1)
  --port PORT            port (8088; variable PORT); 0: any free one
  --access-key-env NAME  callers must send the key that is in this variable; it is never sent on
  --open                 anybody who reaches the gateway may use its own keys
  --cors ORIGIN          pages of this origin may ask; may be repeated; "*": all

what decides
  --embedder FILE, --index FILE
  --embeddings URL       where the vectors of questions are made, for an index that was made with --vectors or
                         --embeddings; with a key of its own it is the field embeddings of a config
  --check                run programs of questions and answers in a sandbox, to check the answers

  --workerd FOLDER       do not start, but write a folder for npx workerd serve FOLDER/config.capnp
  --quiet                no line for each request

Nothing of a request is kept: no question, no answer, no key.`;

const options = {
    upstream: { type: "string" },
    "key-env": { type: "string" },
    config: { type: "string" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string" },
    "access-key-env": { type: "string" },
    open: { type: "boolean" },
    cors: { type: "string", multiple: true },
    embedder: { type: "string" },
    index: { type: "string" },
    embeddings: { type: "string" },
    check: { type: "boolean", default: false },
    workerd: { type: "string" },
    quiet: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
};

/** ms for which requests in flight may go on after SIGTERM. */
const graceMs = 30_000;

/** @param {string[]} args */
export async function serve(args) {
    try {
        const { values } = parseArgs({ args, options });
        if (values.help) {
            console.log(usage);
            return;
        }
        await start(values);
    } catch (error) {
        if (!(error instanceof SmacsError || error instanceof UsageError || isAboutArguments(error))) {
            throw error;
        }
        console.error(`smacs serve: ${error.message}`);
        process.exitCode = 2;
    }
}

class UsageError extends Error {}

const isAboutArguments = (error) => String(error?.code).startsWith("ERR_PARSE_ARGS");

async function start(values) {
    const config = checkedConfig(values);
    const { embedder, index } = filesFrom(values);
    const port = numberOf(values.port ?? process.env.PORT ?? "8088");
    if (values.workerd !== undefined) {
        if (values.check) {
            throw new UsageError("--check needs threads, which workerd has not: leave it out");
        }
        writeWorkerdFolder(values.workerd, { config, embedder, index, host: values.host, port });
        console.log(`written: npx workerd serve ${values.workerd}/config.capnp`);
        return;
    }
    const gateway = createGateway({
        config,
        env: process.env,
        load: () => loadTools({ embedder: pathToFileURL(embedder), index: pathToFileURL(index) }),
        ...(values.check ? { checker: await sandbox() } : {}),
        onError: (error) => console.error(error),
        ...(values.quiet ? {} : { onEnd: report }),
    });
    await gateway.ready();
    listen(gateway, values.host, port, config);
}

/** The checker of `smacs-check`: MicroPython and QuickJS, which reach neither files nor the network. */
async function sandbox() {
    const checks = await Checks.load(pathToFileURL(packaged("smacs-checks.wasm")));
    return createChecker({ checks, runner: nodeRunner({ interpreters: nodeInterpreters() }) });
}

/** Names the option, where an address that it gave is none. */
function checkedConfig(values) {
    try {
        return checkConfig(configFrom(values));
    } catch (error) {
        const { upstream } = whomToAsk(values);
        const given = {
            "endpoints.upstream.base": ["upstream", upstream],
            "embeddings.base": ["embeddings", values.embeddings],
        };
        const [name, address] = given[error?.detail] ?? [];
        if (address === undefined) {
            throw error;
        }
        throw new UsageError(`--${name} must be an address such as https://openrouter.ai/api/v1, not "${address}"`);
    }
}

function whomToAsk(values) {
    const said = values.config !== undefined || values.upstream !== undefined;
    const file = said ? values.config : process.env.SMACS_CONFIG;
    return { file, upstream: said || file ? values.upstream : process.env.SMACS_UPSTREAM };
}

function configFrom(values) {
    const { file, upstream } = whomToAsk(values);
    if ((file === undefined) === (upstream === undefined)) {
        throw new UsageError("say whom to ask: --upstream URL, or --config FILE (--help tells more)");
    }
    if (values["key-env"] !== undefined && upstream === undefined) {
        throw new UsageError("--key-env goes with --upstream; in a file it is the field key_env of an endpoint");
    }
    const { "key-env": own, "access-key-env": access } = values;
    // With an access key, callers bring that and no key for the upstream.
    const key = own !== undefined ? { key_env: own } : access === undefined ? { caller_key: true } : {};
    const config = file === undefined ? { endpoints: { upstream: { base: upstream, ...key } } } : jsonIn(file);
    return {
        ...config,
        ...(access === undefined ? {} : { access_key_env: access }),
        ...(values.open ? { open: true } : {}),
        ...(values.cors ? { cors: values.cors } : {}),
        ...(values.embeddings === undefined ? {} : { embeddings: { base: values.embeddings } }),
    };
}

function jsonIn(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new UsageError(`cannot read ${file}: ${error.message}`);
    }
}

/** The one place that says which files decide. */
function filesFrom({ embedder, index }) {
    const files = { embedder: embedder ?? packaged("default.sme"), index: index ?? packaged("default.smx") };
    for (const [name, file] of Object.entries(files)) {
        if (!existsSync(file)) {
            throw new UsageError(`there is no ${file}: name the ${name} with --${name} FILE`);
        }
    }
    return files;
}

const packaged = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

function numberOf(port) {
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
        throw new UsageError(`the port must be a number from 0 to 65535, not "${port}"`);
    }
    return Number(port);
}

function listen(gateway, host, port, config) {
    const answer = listenerOf((request) => gateway.fetch(request));
    const server = createServer((incoming, outgoing) => {
        // Connections that are kept open must not keep a stopping server alive.
        outgoing.once("close", () => setImmediate(() => server.listening || server.closeIdleConnections()));
        answer(incoming, outgoing);
    });
    server.on("error", (error) => {
        console.error(`smacs serve: cannot listen at ${host}:${port}: ${error.message}`);
        process.exit(1);
    });
    server.listen(port, host, () => {
        const { address, port: used, family } = server.address();
        console.log(`smacs serve: http://${family === "IPv6" ? `[${address}]` : address}:${used}/v1`);
        const isLocal = /^(127\.|::1$)/.test(address);
        if (!isLocal && config.access_key_env === undefined) {
            console.error("smacs serve: other machines can ask it too, without an access key (--access-key-env)");
        }
    });
    for (const signal of ["SIGTERM", "SIGINT"]) {
        process.once(signal, () => stop(server));
    }
}

/** Takes no more requests, and lets those in flight end. A second signal ends at once, as does the time. */
function stop(server) {
    for (const signal of ["SIGTERM", "SIGINT"]) {
        process.on(signal, () => process.exit(1));
    }
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
}

/** A line without any text of the request. */
function report({ id, model, status, ms, models, degraded }) {
    const sum = (field) => models.reduce((total, used) => total + used[field], 0);
    const run = `${sum("calls")} calls, ${sum("prompt_tokens")} + ${sum("completion_tokens")} tokens`;
    const less = degraded.length > 0 ? `, degraded: ${degraded.join(" ")}` : "";
    console.error(`${new Date().toISOString()} ${id} ${model || "-"} ${status} ${ms} ms, ${run}${less}`);
}
