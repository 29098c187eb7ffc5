// Prints which of the recorded replies runs keep: `smacs eval live` over the questions that have an answer, against a server
// in this process that says what the models are recorded to say. Modes that merge need live models.
//
//     node tests/lab/modes.mjs [--command build/native/smacs]
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { folder } from "./material.mjs";
import { material, noProxy, serveRecorded } from "./reading.mjs";

const args = process.argv.slice(2);
const root = join(folder, "../..");
const command = args.includes("--command") ? args[args.indexOf("--command") + 1] : join(root, "build/native/smacs");
const given = material();
const shop = mkdtempSync(join(tmpdir(), "smacs-modes-"));
const { server, pool } = await serveRecorded(given, shop, {});
const bank = join(shop, "bank.jsonl");
const answerable = [...given.questions.values()].filter(({ answer }) => answer !== null);
writeFileSync(
    bank,
    answerable
        .map(({ id, question, answer }) => `${JSON.stringify({ id, benchmark: "lab", question, answer })}\n`)
        .join(""),
);
const assets = join(root, "web/assets/default");
const line = ["eval", "live", `${assets}.smx`, "--embedder", `${assets}.sme`, "--pool", pool, "--bank", bank];
line.push("--record", join(shop, "record.jsonl"), "--n", `${given.models.length}`, "--max-tokens", "320");
line.push("--modes", "route,select-all,fast,thrifty");
try {
    const { stdout } = await promisify(execFile)(command, line, { env: noProxy, maxBuffer: 1 << 28 });
    console.log(stdout.slice(stdout.indexOf("accuracy against calls")));
} finally {
    await server.close();
    rmSync(shop, { recursive: true });
}
