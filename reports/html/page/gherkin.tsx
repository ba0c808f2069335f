/** A requirement's steps as Gherkin, lit up by what Gherkin's own parser knows of them, in whatever language they are. */
import type { Step } from '../../model';
import { Pre, Scroll } from './scroll';

/** What stands out in a step: texts in quotes, numbers. */
const TOKENS = /("[^"]*")|(\b\d[\d.:]*\b)/;

export function Gherkin({
  name,
  steps,
  stoppedAt,
}: {
  name: string;
  steps: readonly Step[];
  stoppedAt: number | null;
}) {
  return (
    <div class="gherkin">
      <p>
        <span class="keyword">Scenario:</span> {name}
      </p>
      <ol>
        {steps.map((step, at) => (
          <li key={at} class={at === stoppedAt ? 'stopped' : ''}>
            <span class="keyword">{step.keyword}</span> <Text text={step.text} />
            {at === stoppedAt && <span class="note is-failed">ended here</span>}
            {step.table && <Table rows={step.table} />}
            {step.docString !== null && <Pre>{step.docString}</Pre>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Text({ text }: { text: string }) {
  return (
    <>
      {text.split(new RegExp(TOKENS, 'g')).map((part, at) => {
        if (part === undefined) return null;
        return TOKENS.test(part) ? (
          <span key={at} class={part.startsWith('"') ? 'string' : 'number'}>
            {part}
          </span>
        ) : (
          part
        );
      })}
    </>
  );
}

function Table({ rows }: { rows: readonly string[][] }) {
  const [head, ...body] = rows;
  return (
    <Scroll label="Table of the step">
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
