import type { RunView } from "smacs";
import { count, names } from "../../lib/format.ts";
import { CheckMark } from "../run/CheckMark.tsx";
import { Claim } from "../run/Claim.tsx";
import { checkStrings } from "../run/check-strings.ts";
import { campsIn, unreadIn } from "../run/model/camps.ts";
import { checkedOf } from "../run/model/checks.ts";
import { referenceRows } from "../run/model/rows.ts";
import type { Run } from "../run/run.ts";
import { evidenceStrings } from "./strings.ts";

/** The camps: who gives which final answer, who could not be read, and who brought nothing whole. */
export function GroupsView({ run }: { run: Run }) {
    const words = evidenceStrings.groups;
    const view = run.view.value;
    const camps = campsIn(view);
    const who = (members: Iterable<string>) => names([...members].map((member) => run.name(member)));
    const makers = (calls: readonly number[]) => who(new Set(calls.map((call) => view.calls[call]?.member ?? "")));
    const unread = unreadIn(view).map(({ member }) => member);
    const failed = referenceRows(view)
        .filter(({ calls }) => calls.at(-1)?.state === "failed")
        .map(({ member }) => member);
    return (
        <>
            {camps.length === 0 ? (
                <p class="hint">{words.empty}</p>
            ) : (
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
                            {camps.map(({ claim, members }) => (
                                <tr key={members[0]}>
                                    <th scope="row" class="break">
                                        <CampName view={view} call={members[0]} claim={claim} />
                                    </th>
                                    <td>{count(members.length)}</td>
                                    <td class="text break">{makers(members)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </>
            )}
            {unread.length > 0 && <p class="hint">{words.none(who(unread))}</p>}
            {failed.length > 0 && <p class="hint">{words.failed(who(failed))}</p>}
        </>
    );
}

interface CampNameProps {
    view: RunView;
    /** One of its members. */
    call: number | undefined;
    claim: string;
}

/** What a camp says; of programs, what running has shown of them. */
function CampName({ view, call, claim }: CampNameProps) {
    const checked = checkedOf(view, view.calls[call ?? -1]);
    return (
        <>
            {checked?.check ? checkStrings.answer.program : <Claim text={claim} />}
            {checked && " "}
            {checked && <CheckMark checked={checked} />}
        </>
    );
}
