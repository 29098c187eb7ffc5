import { dataAddress, ownPictures } from "../../engine/pictures.ts";
import { pictureStrings } from "./picture-strings.ts";
import type { Run } from "./run.ts";
import "./picture.css";

/** The pictures that a question was asked with. */
export function AskedPictures({ run }: { run: Run }) {
    return (
        <div class="asked-pictures">
            {ownPictures(run.pictures, run.question).map((picture) => (
                <img key={picture} src={dataAddress(picture)} alt={picture.name || pictureStrings.unnamed} />
            ))}
        </div>
    );
}
