using static Ade20kEval.Samples.Finish;
using static Ade20kEval.Samples.Zone;

namespace Ade20kEval.Samples;

/// <summary>The looks of the 150 classes of ADE20K's benchmark set: made up by us, to be told apart at a glance.</summary>
internal static class ClassLooks
{
    private static readonly ClassLook[] s_looks =
    [
        new(1, Silhouette.None, 0, 0, Backdrop, 0xCDC4B5),                        // wall
        new(2, Silhouette.None, 0, 0, Backdrop, 0xA99A8A, Facade),                // building
        new(3, Silhouette.None, 0, 0, Backdrop, 0x8FB8E0, Clouds),                // sky
        new(4, Silhouette.None, 0, 0, Backdrop, 0xA98258, Planks),                // floor
        new(5, Silhouette.Tree, 0.55, 0.75, Ground, 0x4F6B35, Foliage),           // tree
        new(6, Silhouette.None, 0, 0, Backdrop, 0xE8E4DA),                        // ceiling
        new(7, Silhouette.None, 0, 0, Backdrop, 0x6E6E70, Speckle),               // road
        new(8, Silhouette.Bed, 0.75, 0.36, Ground, 0xB9C3D2, Plain, 0.42),        // bed
        new(9, Silhouette.Box, 0.26, 0.3, Wall, 0xD8E6F0),                        // windowpane
        new(10, Silhouette.None, 0, 0, Backdrop, 0x6F8F3F, Speckle),              // grass
        new(11, Silhouette.Box, 0.38, 0.42, Ground, 0x8A6845, Planks, 0),         // cabinet
        new(12, Silhouette.None, 0, 0, Backdrop, 0xA8A49C, Speckle),              // sidewalk
        new(13, Silhouette.Person, 0.13, 0.42, Ground, 0x5A5F78),                 // person
        new(14, Silhouette.None, 0, 0, Backdrop, 0x8D7454, Speckle),              // earth
        new(15, Silhouette.Box, 0.2, 0.46, Wall, 0x7B5A3C, Planks),               // door
        new(16, Silhouette.Table, 0.6, 0.28, Ground, 0x94704A, Planks, 0.12),     // table
        new(17, Silhouette.None, 0, 0, Backdrop, 0x7C8796, Speckle),              // mountain
        new(18, Silhouette.Plant, 0.2, 0.28, Ground, 0x3F7A3A, Foliage),          // plant
        new(19, Silhouette.Drape, 0.14, 0.48, Wall, 0xA6524E),                    // curtain
        new(20, Silhouette.Chair, 0.2, 0.34, Ground, 0x7A5B45),                   // chair
        new(21, Silhouette.Car, 0.42, 0.2, Ground, 0x9A3D3A),                     // car
        new(22, Silhouette.None, 0, 0, Backdrop, 0x4F7C93, Ripples),              // water
        new(23, Silhouette.Box, 0.18, 0.14, Wall, 0xB08A4A, Foliage),             // painting
        new(24, Silhouette.Sofa, 0.7, 0.32, Ground, 0x75808F, Plain, 0.55),       // sofa
        new(25, Silhouette.Box, 0.34, 0.42, Wall, 0x7D6247, Planks, 0),           // shelf
        new(26, Silhouette.House, 0.5, 0.42, Ground, 0xB79F86, Facade),           // house
        new(27, Silhouette.None, 0, 0, Backdrop, 0x2F6F94, Ripples),              // sea
        new(28, Silhouette.Box, 0.2, 0.24, Wall, 0xB9C6CC),                       // mirror
        new(29, Silhouette.Mat, 0.7, 0.16, Mat, 0x8C4A4A, Speckle),               // rug
        new(30, Silhouette.None, 0, 0, Backdrop, 0xA9A052, Speckle),              // field
        new(31, Silhouette.Sofa, 0.32, 0.3, Ground, 0x8A5F52, Plain, 0.6),        // armchair
        new(32, Silhouette.Sofa, 0.17, 0.2, Ground, 0x8E2F36),                    // seat
        new(33, Silhouette.Fence, 0.9, 0.2, Ground, 0xD5D0C6),                    // fence
        new(34, Silhouette.Table, 0.58, 0.28, Ground, 0x6E5138, Planks, 0.12),    // desk
        new(35, Silhouette.Blob, 0.3, 0.17, Ground, 0x7F7A74, Speckle),           // rock
        new(36, Silhouette.Box, 0.34, 0.58, Ground, 0x6B4A33, Planks),            // wardrobe
        new(37, Silhouette.Lamp, 0.11, 0.22, Surface, 0xF0DFA8),                  // lamp
        new(38, Silhouette.Tub, 0.62, 0.24, Ground, 0xEDEFF0, Plain, 0),          // bathtub
        new(39, Silhouette.Fence, 0.6, 0.17, Ground, 0x4B4B50),                   // railing
        new(40, Silhouette.Box, 0.12, 0.1, Surface, 0xC98A4B),                    // cushion
        new(41, Silhouette.Box, 0.2, 0.18, Ground, 0x9A9690, Speckle, 0),         // base
        new(42, Silhouette.Box, 0.18, 0.14, Ground, 0xB58D5C),                    // box
        new(43, Silhouette.Pole, 0.07, 0.62, Ground, 0xCFC9BC),                   // column
        new(44, Silhouette.Box, 0.16, 0.09, Wall, 0x2F5FA0),                      // signboard
        new(45, Silhouette.Box, 0.34, 0.28, Ground, 0x7A573B, Planks, 0),         // chest of drawers
        new(46, Silhouette.Box, 0.7, 0.26, Ground, 0x9B7F60, Planks, 0),          // counter
        new(47, Silhouette.None, 0, 0, Backdrop, 0xD8C294, Speckle),              // sand
        new(48, Silhouette.Tub, 0.2, 0.09, Surface, 0xF2F3F3),                    // sink
        new(49, Silhouette.Box, 0.16, 0.5, Wall, 0x7E94A8, Facade),               // skyscraper
        new(50, Silhouette.Box, 0.36, 0.34, Ground, 0x8C5548, Speckle, 0),        // fireplace
        new(51, Silhouette.Box, 0.24, 0.54, Ground, 0xD7DADB),                    // refrigerator
        new(52, Silhouette.None, 0, 0, Backdrop, 0x9C8F86, Facade),               // grandstand
        new(53, Silhouette.Mat, 0.5, 0.35, Mat, 0xB9A27E, Speckle),               // path
        new(54, Silhouette.Stairs, 0.4, 0.34, Ground, 0xA79F92, Planks),          // stairs
        new(55, Silhouette.None, 0, 0, Backdrop, 0x77787C, Speckle),              // runway
        new(56, Silhouette.Box, 0.3, 0.3, Ground, 0xB7C7C9, Plain, 0),            // case
        new(57, Silhouette.Table, 0.7, 0.24, Ground, 0x2E7A4B, Plain, 0.14),      // pool table
        new(58, Silhouette.Box, 0.2, 0.1, Surface, 0xF0EDE6),                     // pillow
        new(59, Silhouette.Box, 0.3, 0.52, Wall, 0xC3D3D6),                       // screen door
        new(60, Silhouette.Stairs, 0.5, 0.46, Ground, 0x95836C, Planks),          // stairway
        new(61, Silhouette.Mat, 0.55, 0.4, Mat, 0x5C8794, Ripples),               // river
        new(62, Silhouette.Bridge, 1, 0.2, Water, 0x8C7B6B),                      // bridge
        new(63, Silhouette.Box, 0.4, 0.52, Ground, 0x6A4B35, Planks),             // bookcase
        new(64, Silhouette.Box, 0.24, 0.22, Wall, 0xE3DCC8, Planks),              // blind
        new(65, Silhouette.Table, 0.42, 0.17, Ground, 0x80603F, Planks, 0.14),    // coffee table
        new(66, Silhouette.Toilet, 0.17, 0.3, Ground, 0xF4F4F2),                  // toilet
        new(67, Silhouette.Plant, 0.1, 0.12, Surface, 0xD0587E, Foliage),         // flower
        new(68, Silhouette.Box, 0.1, 0.05, Surface, 0xA8443E),                    // book
        new(69, Silhouette.None, 0, 0, Backdrop, 0x7E9160, Speckle),              // hill
        new(70, Silhouette.Chair, 0.4, 0.22, Ground, 0x7C6146, Planks, 0.5),      // bench
        new(71, Silhouette.Box, 0.8, 0.3, Ground, 0xB8B2A6, Speckle, 0),          // countertop
        new(72, Silhouette.Box, 0.24, 0.28, Ground, 0x3C3E42, Plain, 0),          // stove
        new(73, Silhouette.Palm, 0.42, 0.75, Ground, 0x55793A, Foliage),          // palm
        new(74, Silhouette.Box, 0.6, 0.28, Ground, 0xA58C6D, Planks, 0),          // kitchen island
        new(75, Silhouette.Screen, 0.16, 0.14, Surface, 0x3A3D44),                // computer
        new(76, Silhouette.Chair, 0.2, 0.34, Ground, 0x3F4250),                   // swivel chair
        new(77, Silhouette.Boat, 0.2, 0.24, Water, 0xC9C2B2),                     // boat
        new(78, Silhouette.Box, 0.8, 0.3, Ground, 0x5A3A2A, Planks, 0),           // bar
        new(79, Silhouette.Box, 0.2, 0.46, Ground, 0x4A3D7A),                     // arcade machine
        new(80, Silhouette.House, 0.3, 0.26, Ground, 0x8C7355, Planks),           // hovel
        new(81, Silhouette.Truck, 0.7, 0.36, Ground, 0xC9A43C),                   // bus
        new(82, Silhouette.Drape, 0.09, 0.2, Wall, 0xE7DCD6),                     // towel
        new(83, Silhouette.Pendant, 0.1, 0.16, Top, 0xFFF3C8),                    // light
        new(84, Silhouette.Truck, 0.56, 0.32, Ground, 0xB8B6B0),                  // truck
        new(85, Silhouette.Tower, 0.14, 0.6, Wall, 0x97928C, Facade),             // tower
        new(86, Silhouette.Pendant, 0.24, 0.24, Top, 0xE6C878),                   // chandelier
        new(87, Silhouette.Canopy, 0.3, 0.1, Wall, 0xB84A42),                     // awning
        new(88, Silhouette.StreetLamp, 0.16, 0.62, Ground, 0x44474C),             // streetlight
        new(89, Silhouette.House, 0.26, 0.34, Ground, 0xC25F4B),                  // booth
        new(90, Silhouette.Screen, 0.26, 0.2, Surface, 0x22252B),                 // television
        new(91, Silhouette.Airplane, 0.6, 0.22, Ground, 0xE2E6EA),                // airplane
        new(92, Silhouette.Mat, 0.45, 0.4, Mat, 0xA3835C, Speckle),               // dirt track
        new(93, Silhouette.Drape, 0.12, 0.22, Wall, 0x4C6A9A),                    // apparel
        new(94, Silhouette.Pole, 0.02, 0.6, Ground, 0x5C5C60),                    // pole
        new(95, Silhouette.None, 0, 0, Backdrop, 0x94835F, Speckle),              // land
        new(96, Silhouette.Fence, 0.5, 0.18, Ground, 0x7B4F33),                   // bannister
        new(97, Silhouette.Stairs, 0.5, 0.42, Ground, 0x6D7278),                  // escalator
        new(98, Silhouette.Tub, 0.22, 0.14, Ground, 0xA88D73),                    // ottoman
        new(99, Silhouette.Bottle, 0.035, 0.12, Surface, 0x2F6B45),               // bottle
        new(100, Silhouette.Box, 0.5, 0.26, Ground, 0x80593B, Planks, 0),         // buffet
        new(101, Silhouette.Box, 0.14, 0.2, Wall, 0xC7624A, Foliage),             // poster
        new(102, Silhouette.Box, 1, 0.2, Mat, 0x6A4A36, Planks),                  // stage
        new(103, Silhouette.Truck, 0.42, 0.24, Ground, 0xD2D4D6),                 // van
        new(104, Silhouette.Ship, 0.5, 0.24, Water, 0x5C6672),                    // ship
        new(105, Silhouette.Fountain, 0.36, 0.36, Ground, 0xA9B9C2, Ripples),     // fountain
        new(106, Silhouette.Mat, 0.5, 0.2, Mat, 0x3D3F44),                        // conveyer belt
        new(107, Silhouette.Canopy, 0.42, 0.36, Ground, 0xE0D3B8),                // canopy
        new(108, Silhouette.Box, 0.24, 0.32, Ground, 0xECEEEF, Plain, 0),         // washer
        new(109, Silhouette.Blob, 0.13, 0.12, Ground, 0xE0A33C),                  // plaything
        new(110, Silhouette.Mat, 0.8, 0.26, Mat, 0x4FB4D0, Ripples),              // swimming pool
        new(111, Silhouette.Table, 0.13, 0.24, Ground, 0x8C6A48, Planks),         // stool
        new(112, Silhouette.Bottle, 0.14, 0.2, Ground, 0x7D5636, Planks),         // barrel
        new(113, Silhouette.Tub, 0.15, 0.13, Ground, 0xB4905C, Planks),           // basket
        new(114, Silhouette.Drape, 0.22, 0.42, Wall, 0xDCE8EE, Ripples),          // waterfall
        new(115, Silhouette.Tent, 0.46, 0.28, Ground, 0xC77B3C),                  // tent
        new(116, Silhouette.Tub, 0.13, 0.14, Ground, 0x6F3F3A),                   // bag
        new(117, Silhouette.Cycle, 0.28, 0.19, Ground, 0x35383E),                 // minibike
        new(118, Silhouette.Fence, 0.36, 0.24, Ground, 0xE6DCCB),                 // cradle
        new(119, Silhouette.Box, 0.22, 0.2, Wall, 0x4A4D52),                      // oven
        new(120, Silhouette.Ellipse, 0.08, 0.08, Ground, 0xD9D24A),               // ball
        new(121, Silhouette.Blob, 0.09, 0.05, Surface, 0xC98D52, Foliage),        // food
        new(122, Silhouette.Stairs, 0.4, 0.12, Ground, 0xB3ADA3, Speckle),        // step
        new(123, Silhouette.Bottle, 0.3, 0.34, Ground, 0x9DA5A8),                 // tank
        new(124, Silhouette.Box, 0.16, 0.05, Wall, 0xD8B23F),                     // trade name
        new(125, Silhouette.Box, 0.15, 0.1, Surface, 0x52565C),                   // microwave
        new(126, Silhouette.Tub, 0.08, 0.09, Surface, 0xA65F3F),                  // pot
        new(127, Silhouette.Animal, 0.26, 0.2, Ground, 0x8B6A4C),                 // animal
        new(128, Silhouette.Cycle, 0.3, 0.18, Ground, 0xA63B36),                  // bicycle
        new(129, Silhouette.None, 0, 0, Backdrop, 0x5B87A6, Ripples),             // lake
        new(130, Silhouette.Box, 0.22, 0.28, Ground, 0xC5C9CB),                   // dishwasher
        new(131, Silhouette.Box, 0.5, 0.28, Wall, 0xF2F2F0),                      // screen
        new(132, Silhouette.Drape, 0.34, 0.12, Surface, 0x8E6FA3),                // blanket
        new(133, Silhouette.Person, 0.16, 0.4, Ground, 0xC4BBA8, Speckle),        // sculpture
        new(134, Silhouette.Pendant, 0.26, 0.18, Wall, 0xA6ABAE),                 // hood
        new(135, Silhouette.Lamp, 0.06, 0.1, Wall, 0xF4E2AE),                     // sconce
        new(136, Silhouette.Bottle, 0.05, 0.11, Surface, 0x6B8FA8),               // vase
        new(137, Silhouette.Box, 0.05, 0.13, Wall, 0x3C3F2E),                     // traffic light
        new(138, Silhouette.Ellipse, 0.14, 0.04, Surface, 0xB8B9BA),              // tray
        new(139, Silhouette.Tub, 0.12, 0.17, Ground, 0x55605A),                   // ashcan
        new(140, Silhouette.Fan, 0.3, 0.12, Top, 0x6A5644),                       // fan
        new(141, Silhouette.Mat, 0.3, 0.36, Mat, 0x8F7A62, Planks),               // pier
        new(142, Silhouette.Screen, 0.17, 0.16, Surface, 0x5B5E62),               // crt screen
        new(143, Silhouette.Ellipse, 0.11, 0.025, Surface, 0xF5F5F3),             // plate
        new(144, Silhouette.Screen, 0.18, 0.15, Surface, 0x1F2126),               // monitor
        new(145, Silhouette.Box, 0.3, 0.2, Wall, 0xA57E4E, Foliage),              // bulletin board
        new(146, Silhouette.Box, 0.06, 0.34, Wall, 0xC6D6DC),                     // shower
        new(147, Silhouette.Fence, 0.3, 0.16, Ground, 0xE9E9E6),                  // radiator
        new(148, Silhouette.Bottle, 0.03, 0.07, Surface, 0xCFE0E6),               // glass
        new(149, Silhouette.Ellipse, 0.09, 0.09, Wall, 0xEFEAD9),                 // clock
        new(150, Silhouette.Flag, 0.16, 0.26, Wall, 0xC23B3B),                    // flag
    ];

    /// <summary>The number of classes; their ids are 1 .. this.</summary>
    public static int Count => s_looks.Length;

    /// <summary>The look of a class.</summary>
    /// <param name="id">Label id, 1..150.</param>
    public static ClassLook Of(int id) => s_looks[id - 1];
}
