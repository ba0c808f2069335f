/** A formatter for cucumber: npx cucumber-js --format ctspec/reports/markdown:FILE */
require('../build').buildIfStale();
module.exports = require('../../dist/reports').formatters.markdown;
