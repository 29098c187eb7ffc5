import { count, names } from "../../lib/format.ts";
import { sameAnswer } from "../run/model/matrix.ts";
import { type Row, referenceRows } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";
import { evidenceStrings } from "./strings.ts";

interface Group {
    found: string;
    rows: Row[];
}

/** The panel's final answers, those that come to the same together; most votes first. */
function groupsOf(rows: readonly Row[]): { groups: Group[]; without: Row[] } {
    const groups: { found: string; rows: Row[]; first: Row }[] = [];
    const without: Row[] = [];
    for (const row of rows) {
        const call = row.calls.at(-1);
        const answer = call?.answer;
        if (call?.state === "done" && !answer) {
            without.push(row);
        }
        if (call?.state !== "done" || !answer) {
            continue;
        }
        const group = groups.find(({ first }) => {
            const other = first.calls.at(-1)?.answer;
            return other && sameAnswer(other, answer);
        });
        if (group) {
            group.rows.push(row);
        } else {
            groups.push({ found: answer.found, rows: [row], first: row });
        }
    }
    return { groups: groups.sort((a, b) => b.rows.length - a.rows.length), without };
}

export function GroupsView({ run }: { run: Run }) {
    const words = evidenceStrings.groups;
    const { groups, without } = groupsOf(referenceRows(run.view.value));
    const who = (rows: readonly Row[]) => names(rows.map(({ member }) => run.name(member)));
    if (groups.length === 0) {
        return <p class="hint">{words.empty}</p>;
    }
    return (
        <>
            <p class="hint">{words.hint}</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.answer}</th>
                        <th scope="col">{words.votes}</th>
                        <th scope="col" class="text">
                            {words.models}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {groups.map((group) => (
                        <tr key={group.found}>
                            <th scope="row" class="break">
                                {group.found}
                            </th>
                            <td>{count(group.rows.length)}</td>
                            <td class="text break">{who(group.rows)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
            {without.length > 0 && (
                <p class="hint">
                    {words.none} {who(without)}.
                </p>
            )}
        </>
    );
}
