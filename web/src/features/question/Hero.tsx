import { questionStrings } from "./strings.ts";

/** What this page is for, in one sentence. */
export function Hero() {
    return <h2 class="hero">{questionStrings.hero.title}</h2>;
}
