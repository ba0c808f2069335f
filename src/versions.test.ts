import { test } from 'node:test';
import { expect } from 'chai';
import { compareVersions, excludedBy, versionOf } from './versions';

test('versions are ordered by numbers, not by digits', () => {
  const versions = ['6.2', '6.18', '5.10', '6.12', '7.0'];
  expect(versions.sort(compareVersions)).to.deep.equal(['5.10', '6.2', '6.12', '6.18', '7.0']);
});

test('a release begins with its version', () => {
  expect(versionOf('6.12.117+deb13-amd64')).to.equal('6.12');
  expect(versionOf('5.10.0-32-amd64')).to.equal('5.10');
  expect(versionOf('7.3-rc1')).to.equal('7.3');
});

test('except excludes the version it names', () => {
  expect(['6.1', '6.12', '6.18'].map(version => excludedBy(['@except:6.12'], version))).to.deep.equal([
    [],
    ['@except:6.12'],
    [],
  ]);
});

test('since and until include the version they name', () => {
  const tags = ['@id:x', '@since:6.1', '@until:6.12'];
  const excluded = ['5.10', '6.1', '6.12', '6.18'].map(version => excludedBy(tags, version));
  expect(excluded).to.deep.equal([['@since:6.1'], [], [], ['@until:6.12']]);
});
