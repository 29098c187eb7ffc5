interface ClaimProps {
    text: string;
    strong?: boolean;
}

/** What a model says, in whatever script, among our words. */
export function Claim({ text, strong = false }: ClaimProps) {
    const said = <bdi dir="auto">{text}</bdi>;
    return strong ? <strong class="claim">{said}</strong> : said;
}
