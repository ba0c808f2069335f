/** Versions of Linux: their order, and which of them a scenario is about. */

/** Below 0 where `one` is the older, above 0 where it is the newer version; by their first two numbers. */
export function compareVersions(one: string, other: string): number {
  const [[major, minor], [otherMajor, otherMinor]] = [one, other].map(each => each.split('.').map(Number));
  return major - otherMajor || minor - otherMinor;
}

/** The first two numbers of a kernel's release (`6.12.117+deb13-amd64`). */
export function versionOf(release: string): string {
  return release.split('.').slice(0, 2).map(Number.parseFloat).join('.');
}

/** The tags `@since:VERSION`, `@until:VERSION` (that one included) and `@except:VERSION` among these that exclude a version. */
export function excludedBy(tags: readonly string[], version: string): string[] {
  return tags.filter(tag => {
    const [, word, bound] = /^@(since|until|except):(\d+\.\d+)$/.exec(tag) ?? [];
    if (!word) return false;
    const order = compareVersions(version, bound);
    if (word === 'except') return order === 0;
    return word === 'since' ? order < 0 : order > 0;
  });
}
