/** A state diagram. */
import { DRAWN, type Drawn } from '../../pictures/ways';
import { Scroll } from './scroll';

export function Diagram({ protocol, svg }: { protocol: Drawn; svg: string }) {
  return (
    <Scroll label={`States of ${DRAWN[protocol]}`}>
      <div class="drawing" dangerouslySetInnerHTML={{ __html: svg }} />
    </Scroll>
  );
}
