import { useAppState } from "../../app/context.ts";
import { count, month } from "../../lib/format.ts";
import { helpStrings } from "./strings.ts";

/** Which version this is, and what decides in it. */
export function About() {
    const { loading } = useAppState();
    const words = helpStrings.about;
    const engine = loading.value.state === "ready" ? loading.value.engine : undefined;
    return (
        <section class="help-part">
            <p>{words.version(__VERSION__)}</p>
            {engine && (
                <>
                    <p>
                        {words.index(
                            count(engine.info.questions),
                            count(engine.info.models.length),
                            engine.info.digest,
                        )}
                    </p>
                    {engine.info.dates?.to && <p>{words.date(month(engine.info.dates.to))}</p>}
                    <p>{words.embedder(engine.info.embedder.name)}</p>
                </>
            )}
            <p>
                {words.licence} <a href="./licences.txt">{words.licences}</a>
            </p>
        </section>
    );
}
