// Weights of real models that `make demo` or `make test-models` has fetched, if it has.
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { weightsIn } from "../../scripts/serve.mjs";

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");

export const real = weightsIn(process.env.SMACS_MODELS ?? join(cache, "smacs", "models"));
