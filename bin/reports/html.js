/** A formatter for cucumber: npx cucumber-js --format ctspec/reports/html:FILE */
require('../build').buildIfStale();
module.exports = require('../../dist/reports').formatters.html;
