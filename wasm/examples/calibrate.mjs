import { Calibration } from "smacs/builder";

/** Asks a new model until its prior is certain enough. Gives the index file with the model in it. `files`: bytes. */
export async function calibrateModel(model, files, { ask, record = [], show }) {
    const calibration = await Calibration.create({ ...files, model, recall: record });
    try {
        for (let place = 0; !calibration.state().done; place++) {
            const { id, question, asked } = calibration.question(place);
            if (!asked) {
                const { right, answered } = calibration.grade(place, await ask(question));
                record.push({ id, right, answered }); // kept somewhere, it lets another time go on from here
            }
        }
        const { prior, standard_error } = calibration.state();
        show(`${model}: ${prior.toFixed(2)} ± ${standard_error.toFixed(2)}`);
        return calibration.finish();
    } finally {
        calibration.dispose();
    }
}
