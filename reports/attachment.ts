/** What a scenario attaches to its result beside what its steps say, by the media type it is attached as. */
export const NOT_OBSERVABLE_TYPE = 'text/x-ctspec-not-observable';
/** A `TimePassed` as JSON. */
export const TIME_PASSED_TYPE = 'application/x-ctspec-time-passed+json';
/** An `Observed` as JSON. */
export const OBSERVED_TYPE = 'application/x-ctspec-observed+json';
/** A `Workload` as JSON, its bytes in hexadecimal digits. */
export const SCRIPT_TYPE = 'application/x-ctspec-script+json';
/** A `ScenarioRecord` as JSON. */
export const RECORD_TYPE = 'application/x-ctspec-record+json';
