import type { RunMode } from "smacs";
import { useAppState } from "../../app/context.ts";
import { capital } from "../../lib/format.ts";
import { termStrings } from "../../ui/term-strings.ts";
import { Matrix } from "../overview/Matrix.tsx";
import { matrixNames } from "../overview/names.ts";
import { askedIn } from "../route/asked.ts";
import { EvidenceView } from "../route/EvidenceView.tsx";
import { PanelChart } from "../route/PanelChart.tsx";
import { formStrings } from "../run/form-strings.ts";
import { matrixOf } from "../run/model/matrix.ts";
import { runModes } from "../run/options.ts";
import type { Run } from "../run/run.ts";
import { Part, Parts } from "./Parts.tsx";
import { helpStrings } from "./strings.ts";
import "../overview/matrix.css";
import "../run/run.css";

/** The method on one page, drawn from what the page holds right now. */
export function HowItDecides() {
    const { run, routed, asked, routeOf } = useAppState();
    const words = helpStrings.decides;
    const current = run.value;
    const typed = routed.value?.ok ? routed.value.route : undefined;
    const route = (current && routeOf(current)) ?? typed;
    return (
        <div class="help-decides">
            <p>{words.intro}</p>
            <p class="hint">{current ? words.liveRun : words.live}</p>
            <Part part={words.neighbours}>{route && <EvidenceView route={route} />}</Part>
            <Part part={words.priors}>
                {route && <PanelChart asked={current ? askedIn(current, route) : asked.value} mode={route.mode} />}
            </Part>
            <Parts parts={[words.panel, words.checks, words.subsets]} />
            <Part part={words.score}>
                <p>{words.matrix}</p>
                {current ? <LiveMatrix run={current} /> : <p class="hint">{words.noRun}</p>}
            </Part>
            <section class="help-part">
                <h3>{words.modesTitle}</h3>
                <dl class="help-modes">
                    {runModes.map((mode: RunMode) => (
                        <div key={mode}>
                            <dt>{formStrings.modes[mode]}</dt>
                            <dd>{formStrings.help[mode]}</dd>
                        </div>
                    ))}
                </dl>
            </section>
            <Parts
                parts={[
                    { title: words.paperTitle, text: words.paper },
                    { title: words.limitsTitle, text: words.limits },
                ]}
            />
            <section class="help-part">
                <h3>{words.termsTitle}</h3>
                <dl class="help-modes">
                    {Object.values(termStrings).map(({ words: [name], means }) => (
                        <div key={name}>
                            <dt>{capital(name ?? "")}</dt>
                            <dd>{means}</dd>
                        </div>
                    ))}
                </dl>
            </section>
            <p>
                <a href="https://arxiv.org/abs/2507.14200" target="_blank" rel="noopener noreferrer">
                    {words.link}
                </a>
            </p>
        </div>
    );
}

/** The run's own, to look at; what lies behind its squares is beside the answer. */
function LiveMatrix({ run }: { run: Run }) {
    const view = run.view.value;
    const data = matrixOf(view);
    return <Matrix run={run} data={data} names={matrixNames(run)} value={undefined} onChange={() => {}} />;
}
