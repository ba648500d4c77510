/**
 * Words that carriers and networks have for a brand, and that are surnames, places or common words as well:
 * alone they cut Shaw Industries, Rogers Corporation, Bell Textron, Orange County, Spectrum Brands.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `access ace action adams air alpha altitude apex apollo arc arena argo atlas aurora avenue base beacon bell best big
  block blue bolt bridge bright brown buckeye call campus cell central charter cincinnati circle city clear coast
  columbus compass connect consolidated cox cricket crown customer cyber delta direct dish dna dragon eagle earth
  east echo eclipse edge element emerald escape express falcon first focus free frontier fusion gateway general giant
  global globe gold golden grand green group harbor harris hawk home horizon hub hughes idea iris island jazz jones
  key kingston lake leap level liberty lift light lightning link lion local lucky lumen magic maple marina mars
  mercury meridian metro midland mint moon mountain nation national next nice north nova oasis ocean omega one ono
  open optimum orange orbit orion pacific park peak phoenix pilot pine pioneer planet play plus point polar polaris
  pool post power premier prime pro pulse rain rainbow range rapid red relay ridge ring rise river road rocket rogers
  royal safari salt sapphire shaw shine silver sky smart smile solid sonic south spark spectrum speed sprint spring
  square star starlight stellar stone storm stream summit sun sunrise surf swan swift talk target three tiger time
  titan total tower trinity triton true unity universal valley vega velocity viking village virgin vision vista vita
  vivo wave waves west white wild wind wing wire wolf world wow yes zen zone`.split(/\s+/),
);

/** Words of companies, places and trades in which short network words stand by chance. */
export const bystanders: readonly string[] =
  `academic accessories advisor agriculture airport alcatel amplifon anchor angel appliance applicable aquatic arkansas
  armani artisan asphalt athletic atlantic australia austria bamako bandag bank barcelona basel basket bellevue bentley
  berliner blackpool blacksmith blockbuster bloomberg boston bosch brandenburg broadway brooklyn budapest cabinet caboose
  cadillac california cambridge campbell capital caterpillar catering cellulose champion charcoal chemist chicago chip
  chocolate chrysler cincinnati citroen clinic coastal coca cola colgate collins colonial colorado columbia commerce
  compact compass composite concrete conagra consulting continental corning coventry coxsackie craft crispin croatia
  cummins curtis cyprus dallas datum daimler dataflow deloitte delaware denmark dental detroit diocese dispatch disney
  dispenser dresden dublin durham dynamic eisenhower electrolux embassy enterprise equipment ericsson ethernet
  exhibition explorer fabrics fairfax federation ferrari fidelity finland firestone flexport florida forest foundation
  francisco frankfurt freight friedrich furniture garnet general geneva georgetown ghost gibson glasgow goldman goodyear
  gourmet granite guardian hamburg hampshire hanover harvard hawaii headquarters heinz helsinki heritage hershey
  hilton hispanic holland hospice hospital hostess hostel hotel houston howard hungary hydro imperial india indiana
  institute insurance intel interior intermodal internal ipsen ipsos ireland ispat istanbul italy japan jersey johnson
  kansas kellogg kentucky kimberly kingdom kitchen komatsu laboratory lancaster laundry lausanne leather lebanon leeds
  leica lexington liberty library lincoln linklaters lisbon liverpool lockheed london louisiana lufthansa luxembourg
  machine madison magnet malaysia manchester manufacturer maritime marriott martell mattel maxwell mazda medical
  melbourne mercedes metal michelin michigan microchip milano mineral minnesota mission mobil mobility monet monitor
  montana morocco motel motor munich museum mutual nashville navigator nebraska netflix netherlands netto nevada newport
  nissan norfolk normandy norwich nottingham nuclear oakland offices ohio oklahoma olympic ontario opera optician oregon
  orlando osram ottawa oxford packaging panasonic panther paper parliament partner peninsula pepsico petroleum pfizer
  pharmacy philadelphia philips phoenix pipeline pittsburgh planet plastic plumbing poland politecnico polymer porsche
  portland portugal potsdam princeton printing procter prudential publisher quebec quicksilver quiktrip railway raleigh
  recipe recycling relief renault republic research reynolds rhode richmond roadster rochester romania rotterdam
  royalty sachsen salisbury samsung santander scania schneider schering scotland seattle secret sephora sheffield shell
  shipping sibelius siemens singapore skipton slovakia sony southern specialty spices spiegel springfield stamford
  standard staples starbucks stockholm strategic stuttgart suffolk support surgeon sweden switch sydney synthes takeda
  technical teledyne teleflex telefunken telegraph telemedicine teleperformance telescope tennessee texas textile
  thailand therapy toledo toronto township toyota trade transport travel treasury trinidad trip tulane turkey tyson
  ulster umbria unicef unilever university upholstery utah valencia vancouver vehicle venice vermont veterinary victoria
  vienna virginia volvo warehouse warsaw washington waterford weber webster wellington welsh westminster whirlpool
  wilcox windsor wisconsin workshop wyoming xerox yamaha yorkshire zagreb zurich`.split(/\s+/);
