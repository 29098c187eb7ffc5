import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Dots } from "smacs";
import { drawDots } from "./draw.ts";
import { type Finder, finderOf, type Place, peaksOf, placeNames, project, unproject, type View } from "./plane.ts";
import { mapStrings } from "./strings.ts";
import type { Subjects } from "./subjects.ts";

interface MapCanvasProps {
    dots: Dots;
    subjects: Subjects;
    emphasised: number | undefined;
    byOutcome: boolean;
    view: View;
    /** Your question, which no name may cover. */
    you: Place | undefined;
    /** The question under the pointer. */
    onPoint(number: number | undefined): void;
}

/** In CSS pixels: how far from a dot the pointer may be, a letter of a name, a line of it. */
const [reach, letter, line] = [14, 7.3, 17];

/** All dots, and the names of their subjects where most of them are. For the eye; the table has the words. */
export function MapCanvas({ dots, subjects, emphasised, byOutcome, view, you, onPoint }: MapCanvasProps) {
    const canvas = useRef<HTMLCanvasElement>(null);
    const size = useSize(canvas);
    const looks = useLooks();
    const finder = useFinder(dots);
    const { width, height } = size.value;
    useLayoutEffect(() => {
        const element = canvas.current;
        const context = element?.getContext("2d");
        if (!element || !context || width === 0) {
            return;
        }
        const ratio = devicePixelRatio || 1;
        element.width = Math.round(width * ratio);
        element.height = Math.round(height * ratio);
        const colours = subjects.groups.map((_, at) => colourOf(element, `--subject-${at}`));
        const faint = colourOf(element, "--subject-faint");
        drawDots(
            context,
            dots,
            { width, height, view, colours, faint, groupOf: groupOf(dots, subjects), emphasised, byOutcome },
            ratio,
        );
    }, [dots, subjects, emphasised, byOutcome, view.x, view.y, view.zoom, width, height, looks.value]);
    const point = (event: PointerEvent) => {
        const box = canvas.current?.getBoundingClientRect();
        const at = box && { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
        onPoint(at && finder()(unproject(at, view), reach / Math.max(1, height) / view.zoom));
    };
    return (
        <>
            <canvas
                ref={canvas}
                role="img"
                aria-label={mapStrings.picture(dots.x.length, subjects.groups.map(({ name }) => name).join(", "))}
                onPointerMove={point}
                onPointerDown={point}
                onPointerLeave={(event) => event.pointerType === "mouse" && onPoint(undefined)}
            />
            <Names dots={dots} subjects={subjects} emphasised={emphasised} view={view} you={you} size={size.value} />
        </>
    );
}

interface NamesProps extends Pick<MapCanvasProps, "dots" | "subjects" | "emphasised" | "view" | "you"> {
    size: Size;
}

/** Around your question, in CSS pixels. */
const own = { width: 40, height: 34 };

function Names({ dots, subjects, emphasised, view, you, size: { width, height } }: NamesProps) {
    const peaks = useMemo(() => peaksOf(dots, groupOf(dots, subjects), subjects.groups.length), [dots, subjects]);
    if (width === 0) {
        return null;
    }
    const share = (box: Size) => ({ width: box.width / width, height: box.height / height });
    const sizes = subjects.groups.map(({ name }) => share({ width: name.length * letter, height: line }));
    const places = peaks.map((peak, at) =>
        peak && subjects.groups[at]?.name !== mapStrings.otherSubject ? project(peak, view) : undefined,
    );
    const taken = you ? [{ ...project(you, view), ...share(own) }] : [];
    return (
        <>
            {placeNames(places, sizes, taken).map(({ group, x, y }) => (
                <span
                    key={group}
                    aria-hidden="true"
                    class={emphasised === undefined || emphasised === group ? "map-name" : "map-name map-dim"}
                    style={at({ x, y })}
                >
                    {subjects.groups[group]?.name}
                </span>
            ))}
        </>
    );
}

/** Which group a question is of. */
const groupOf =
    ({ domain }: Dots, { ofDomain }: Subjects) =>
    (number: number) =>
        ofDomain[domain[number] ?? 0] ?? 0;

/** The style that puts an element's middle somewhere on the map. */
export const at = ({ x, y }: Place) => ({ left: `${(100 * x).toFixed(3)}%`, top: `${(100 * y).toFixed(3)}%` });

interface Size {
    width: number;
    height: number;
}

function useSize(of: { current: HTMLElement | null }): Signal<Size> {
    const size = useSignal<Size>({ width: 0, height: 0 });
    useLayoutEffect(() => {
        const element = of.current;
        if (!element) {
            return undefined;
        }
        const measure = () => {
            size.value = { width: element.clientWidth, height: element.clientHeight };
        };
        const observer = new ResizeObserver(measure);
        observer.observe(element);
        measure();
        return () => observer.disconnect();
    }, [of, size]);
    return size;
}

/** Counts changes of what colours depend on: the theme, and whether the system forces its own. */
function useLooks(): Signal<number> {
    const looks = useSignal(0);
    useEffect(() => {
        const changed = () => {
            looks.value++;
        };
        const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
        const theme = new MutationObserver(changed);
        theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
        for (const query of queries) {
            query.addEventListener("change", changed);
        }
        return () => {
            theme.disconnect();
            for (const query of queries) {
                query.removeEventListener("change", changed);
            }
        };
    }, [looks]);
    return looks;
}

/** Made when first pointed at. */
function useFinder(dots: Dots): () => Finder {
    const made = useRef<{ of: Dots; finder: Finder } | undefined>(undefined);
    return () => {
        if (made.current?.of !== dots) {
            made.current = { of: dots, finder: finderOf(dots) };
        }
        return made.current.finder;
    };
}

/** What a colour of the style sheet is now: canvases know neither variables nor forced colours. */
function colourOf(canvas: HTMLElement, variable: string): string {
    canvas.style.color = `var(${variable})`;
    const { color } = getComputedStyle(canvas);
    canvas.style.color = "";
    return color;
}
