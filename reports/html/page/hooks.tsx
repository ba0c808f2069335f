/** Hooks × verdicts, and why packets were INVALID. */
import { hookDiagram } from '../../pictures/hooks';
import type { PageIndex } from '../pack';
import { linkTo } from './route';
import { Scroll } from './scroll';

const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];
const VERDICTS = ['ACCEPT', 'DROP', 'STOLEN', 'QUEUE', 'REPEAT'];

export function Hooks({ index }: { index: PageIndex }) {
  return (
    <section>
      <h1>Hooks × verdicts</h1>
      <p>
        How often each hook gave each verdict: on the simulator every callback counts, on a kernel, which does not tell
        of single callbacks, the hook as a whole. Each number leads to requirements that show it.
      </p>

      <div class="drawing" dangerouslySetInnerHTML={{ __html: hookDiagram() }} />
      {index.implementations.map(({ name }) => (
        <Scroll label={`Verdicts on ${name}`} key={name}>
          <table class="numbers">
            <caption>{name}</caption>
            <thead>
              <tr>
                <th scope="col">Hook</th>
                {VERDICTS.map(verdict => (
                  <th key={verdict} scope="col">
                    {verdict}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {HOOKS.map(hook => (
                <tr key={hook}>
                  <th scope="row">{hook}</th>
                  {VERDICTS.map(verdict => (
                    <td key={verdict}>
                      <Verdicts index={index} implementation={name} hook={hook} verdict={verdict} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ))}
    </section>
  );
}

interface VerdictsProps {
  index: PageIndex;
  implementation: string;
  hook: string;
  verdict: string;
}

function Verdicts({ index, implementation, hook, verdict }: VerdictsProps) {
  const { verdicts } = index.coverage;
  const at = verdicts.findIndex(
    each => each.implementation === implementation && each.hook === hook && each.verdict === verdict,
  );
  if (at < 0) return <span class="none">0</span>;
  return <a href={linkTo([], { reaches: `verdicts:${at}` })}>{verdicts[at].packets.toLocaleString('en')}</a>;
}

export function Reasons({ index }: { index: PageIndex }) {
  const { coverage, implementations } = index;
  const most = Math.max(1, ...coverage.reasons.flatMap(({ packets }) => Object.values(packets)));
  return (
    <section>
      <h1>Why packets were INVALID</h1>
      <p>
        In the kernel’s words, with 0 for any number, address or code, and NONE for any state; by packets that were
        given this reason.
      </p>
      <Scroll label="Reasons for INVALID">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">Reason</th>
              {implementations.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coverage.reasons.map(({ reason, packets }, at) => (
              <tr key={reason}>
                <th scope="row">
                  <a href={linkTo([], { reaches: `reasons:${at}` })}>{reason}</a>
                </th>
                {implementations.map(({ name }) => (
                  <td key={name}>
                    <span class="bar" style={{ '--share': (packets[name] ?? 0) / most }} />
                    {packets[name] ?? 0}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
