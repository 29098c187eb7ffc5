// The replies of tests/lab: what is read in them, and that asking models back reads more of them rightly. The models are
// real and recorded; the server that repeats what they said is not.
import assert from "node:assert/strict";
import test from "node:test";
import { measure } from "../lab/reading.mjs";
import { missing } from "./tool.mjs";

/** Of whole replies that hold an answer, how many are read as what a person reads in them, and as something else. */
function shares(cells) {
    const stating = cells.filter(({ whole, says }) => whole && !says.includes(null));
    const share = (holds) => (100 * stating.filter(holds).length) / stating.length;
    return {
        rightly: share(({ none, same }) => !none && same),
        another: share(({ none, same }) => !none && !same),
        calls: cells.reduce((total, { calls }) => total + calls, 0) / cells.length,
    };
}

test("models that are asked back make more of their replies readable", { skip: missing("native") }, async () => {
    const { ways, statements } = await measure();
    const [bare, back, line] = Object.values(ways).map(shares);
    assert.ok(bare.rightly >= 78, `${bare.rightly}`);
    assert.ok(bare.another <= 13, `${bare.another}`);
    assert.ok(back.rightly > bare.rightly && back.another <= bare.another, JSON.stringify({ bare, back }));
    assert.ok(back.calls < 1.5, `${back.calls}`);
    assert.ok(line.rightly >= 83, `${line.rightly}`);
    // Each of the four models answered each of the 72 questions, and each whole reply was followed by each turn.
    const whole = ways["bare question"].filter((cell) => cell.whole);
    assert.equal(ways["bare question"].length, 288);
    assert.deepEqual(
        Object.values(statements).map(({ length }) => length),
        [whole.length, whole.length],
    );
});
