// The licences of what is inside the binaries: of the modules that this repository builds, and of those that packages
// bring along without saying all that is in them. The page's licences.txt and the npm package carry them.
import { readFileSync } from "node:fs";

const mit = readFileSync(new URL("../../LICENSE", import.meta.url), "utf8").trim();

/** All of MIT licence, which differ in the line of copyright alone. */
const holders = {
    "cJSON, in smacs*.wasm": "Copyright (c) 2009-2017 Dave Gamble and cJSON contributors",
    "musl libc, in smacs*.wasm and wllama.wasm": "Copyright (c) 2005-2020 Rich Felker, et al.",
    "Emscripten (emmalloc and start-up), in smacs*.wasm and wllama.wasm":
        "Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file",
};

const inPackages = {
    "llama.cpp and ggml, in wllama.wasm": "Copyright (c) 2023-2026 The ggml authors",
    "JSON for Modern C++, in wllama.wasm by way of llama.cpp": "Copyright (c) 2013-2025 Niels Lohmann",
    "minja, in wllama.wasm by way of llama.cpp": "Copyright 2024 Google LLC",
    "stb_image, in wllama.wasm by way of llama.cpp": "Copyright (c) 2017 Sean Barrett",
    "miniaudio, in wllama.wasm by way of llama.cpp": "Copyright 2025 David Reid",
};

const llvm = `compiler-rt, libc++ and libc++abi of the LLVM project, in smacs*.wasm and wllama.wasm

Apache License 2.0 with LLVM Exceptions: https://llvm.org/LICENSE.txt

As an exception, if, as a result of your compiling your source code, portions of this Software are embedded into an
Object form of such source code, you may redistribute such embedded portions in such Object form without complying with
the conditions of Sections 4(a), 4(b) and 4(d) of the License.`;

/** The MIT licence of another holder. `holder`: the line of copyright. */
export const mitOf = (holder) => mit.replace(/^Copyright .*$/m, () => holder);

const texts = (list) => Object.entries(list).map(([name, holder]) => `${name}\n\n${mitOf(holder)}`);

/** Of the modules of the npm package. */
export const ofOurModules = [...texts(holders), llvm];

/** Of the modules that the page's other packages carry. */
export const ofPackages = texts(inPackages);

export const separator = `\n\n${"-".repeat(72)}\n\n`;
