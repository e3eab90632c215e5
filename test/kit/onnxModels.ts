// Small ONNX models written by hand, field by field as onnx.proto numbers them: no Python is needed to make them.
import { Writer } from 'protobufjs/minimal.js';

type Build = (writer: Writer) => Writer;
const message = (build: Build): Uint8Array => build(Writer.create()).finish();
const field = (number: number, bytes: Uint8Array) => (writer: Writer) => writer.uint32((number << 3) | 2).bytes(bytes);
const text = (number: number, value: string) => (writer: Writer) => writer.uint32((number << 3) | 2).string(value);
const whole = (number: number, value: number) => (writer: Writer) => writer.uint32(number << 3).int64(value);
const all =
  (...parts: readonly Build[]): Build =>
  (writer: Writer) =>
    parts.reduce((w, part) => part(w), writer);

/** A ValueInfoProto: a tensor of that element type; -1 is a free dimension. */
const value = (name: string, element: number, shape: readonly number[]): Uint8Array =>
  message(
    all(
      text(1, name),
      field(
        2,
        message(
          field(
            1,
            message(
              all(
                whole(1, element),
                field(
                  2,
                  message(all(...shape.map(size => field(1, message(size < 0 ? text(2, 'rows') : whole(1, size)))))),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );

const node = (opType: string, [input, output]: readonly [string, string], more: Build = writer => writer): Uint8Array =>
  message(all(text(1, input), text(2, output), text(4, opType), more));

function model(graph: Build): Uint8Array {
  const opset = message(all(text(1, ''), whole(2, 17)));
  const opsetMl = message(all(text(1, 'ai.onnx.ml'), whole(2, 3)));
  return message(
    all(whole(1, 8), text(2, 'trainyard-test'), field(7, message(graph)), field(8, opset), field(8, opsetMl)),
  );
}

/** `y` is `x`: float, [rows, 1]. `name` makes models with different content hashes. */
export const identityModel = (name = 'identity'): Uint8Array =>
  model(
    all(
      field(1, node('Identity', ['x', 'y'])),
      text(2, name),
      field(11, value('x', 1, [-1, 1])),
      field(12, value('y', 1, [-1, 1])),
    ),
  );

/** As skl2onnx exports a classifier: a label, and probabilities behind a ZipMap over the classes 10, 20 and 30. */
export const zipMapModel = (): Uint8Array => {
  const classes = message(all(text(1, 'classlabels_int64s'), whole(8, 10), whole(8, 20), whole(8, 30), whole(20, 7)));
  // A sequence of mappings from int64 to float.
  const mapping = message(all(whole(1, 7), field(2, message(field(1, message(whole(1, 1)))))));
  const sequence = message(field(4, message(field(1, message(field(5, mapping))))));
  return model(
    all(
      field(1, node('Identity', ['x', 'probabilities'])),
      field(1, node('ZipMap', ['probabilities', 'output_probability'], all(field(5, classes), text(7, 'ai.onnx.ml')))),
      text(2, 'classifier'),
      field(11, value('x', 1, [-1, 3])),
      field(12, message(all(text(1, 'output_probability'), field(2, sequence)))),
    ),
  );
};

/** Its weights are said to lie in another file. */
export const externalModel = (): Uint8Array =>
  model(
    all(
      field(1, node('Identity', ['x', 'y'])),
      field(5, message(all(text(8, 'w'), whole(14, 1)))),
      field(11, value('x', 1, [-1, 1])),
      field(11, value('w', 1, [1, 1])),
      field(12, value('y', 1, [-1, 1])),
    ),
  );

/** A tensor of a kind that the serving protocol does not have. */
export const bfloatModel = (): Uint8Array =>
  model(all(field(1, node('Identity', ['x', 'y'])), field(11, value('x', 16, [-1])), field(12, value('y', 16, [-1]))));
