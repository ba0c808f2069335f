/** How a connection comes by its helper. */
import { Status } from '../status';
import { type ConnectionStore, copyTuple, Dir, Field, RECORD_WORDS } from '../store';
import { protocolOf } from '../tuple';
import type { Helper } from './helper';

/** Gives a connection its helper (`nf_ct_helper_ext_add`). */
export function giveHelper(store: ConnectionStore, ct: number, helper: Helper): void {
  const extension = store.extend(ct);
  extension.helper = helper;
  extension.helperData = helper.newData();
  store.words[ct * RECORD_WORDS + Field.STATUS] |= Status.HELPER;
}

/**
 * Assigns a helper by rule, as nftables' `ct helper set` does: only to a connection of the helper's protocol that is not
 * confirmed yet and has none (`nft_ct_helper_obj_eval`). Returns whether it did.
 */
export function assignHelper(store: ConnectionStore, ct: number, helper: Helper): boolean {
  if (store.status(ct) & (Status.CONFIRMED | Status.HELPER | Status.TEMPLATE)) return false;
  if (protocolOf(copyTuple(store, ct, Dir.ORIGINAL)) !== helper.protocol) return false;
  giveHelper(store, ct, helper);
  return true;
}
